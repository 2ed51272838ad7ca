"""As the original does it: a view that runs its calls in an event loop of its own."""
import asyncio
import os
import time

import httpx
from flask import Flask

app = Flask(__name__)


async def call(client, url):
    response = await client.get(url)
    response.raise_for_status()
    return response.json()["value"]


async def call_all(sources, url):
    async with httpx.AsyncClient(timeout=60) as client:
        return await asyncio.gather(*(call(client, url) for _ in range(sources)))


@app.get("/<int:sources>")
@app.get("/<int:sources>/<delay>")
def sum_of_calls(sources, delay=None):
    began = time.perf_counter()
    url = f"{os.environ['DelayedApi']}?delay={delay}" if delay else os.environ["Api"]
    values = asyncio.run(call_all(sources, url))
    return f"Result: {sum(values):.2f}; Processing time: {time.perf_counter() - began:.2f}"
