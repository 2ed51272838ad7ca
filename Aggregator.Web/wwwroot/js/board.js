// What the page does by itself once scripts run. The page is complete without it.
