"""The same on an asynchronous server, with one client for all views."""
import asyncio
import os
import time

import httpx
from quart import Quart

app = Quart(__name__)


@app.before_serving
async def open_client():
    app.client = httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=2048))


@app.after_serving
async def close_client():
    await app.client.aclose()


async def call(url):
    response = await app.client.get(url)
    response.raise_for_status()
    return response.json()["value"]


@app.get("/<int:sources>")
@app.get("/<int:sources>/<delay>")
async def sum_of_calls(sources, delay=None):
    began = time.perf_counter()
    url = f"{os.environ['DelayedApi']}?delay={delay}" if delay else os.environ["Api"]
    values = await asyncio.gather(*(call(url) for _ in range(sources)))
    return f"Result: {sum(values):.2f}; Processing time: {time.perf_counter() - began:.2f}"
