using System.Buffers;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Micro;

/// <summary>
/// What the engine costs for each source: boards on an API in memory, beside the same calls made bare. Logging is on and writes nowhere; nothing is printed
/// in Production either.
/// </summary>
public class EngineBenchmarks : IDisposable
{
    private HttpMessageInvoker _bare = null!;
    private ServiceProvider _services = null!;
    private MicroBoard _own = null!;
    private MicroBoard _shared = null!;

    /// <summary>How many sources the board has.</summary>
    [Params(1, 2, 8, 32)]
    public int Sources { get; set; }

    /// <summary>Whether answers come on another thread, as from a network, so that everybody who waits really does; otherwise they are there at once.</summary>
    [Params(false, true)]
    public bool Later { get; set; }

    /// <summary>Compiles the boards.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _bare = new HttpMessageInvoker(new InMemoryApi(Later));
        var services = new ServiceCollection();
        services.AddHttpClient(nameof(ClientAsync)).ConfigurePrimaryHttpMessageHandler(() => new InMemoryApi(Later)).RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _own = new MicroBoard(Sources, isShared: false, Later);
        _shared = new MicroBoard(Sources, isShared: true, Later);
    }

    /// <summary>The calls alone: sent, and their bodies read.</summary>
    /// <returns>How many answered.</returns>
    [Benchmark(Baseline = true)]
    public Task<int> BareAsync() => CallAllAsync(() => CallAsync(_bare));

    /// <summary>The same by the clients of a factory, one for each call.</summary>
    /// <returns>How many answered.</returns>
    [Benchmark]
    public Task<int> ClientAsync() => CallAllAsync(async () =>
    {
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(ClientAsync));
        return await CallAsync(client);
    });

    /// <summary>A run whose calls are its own.</summary>
    /// <returns>How many sources answered.</returns>
    [Benchmark]
    public async Task<int> EngineAsync() => (await _own.RunAsync()).Answered;

    /// <summary>A run whose calls others could join.</summary>
    /// <returns>How many sources answered.</returns>
    [Benchmark]
    public async Task<int> EngineSharedAsync() => (await _shared.RunAsync()).Answered;

    /// <summary>Closes what was set up.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _bare.Dispose();
        _services.Dispose();
        _own.Dispose();
        _shared.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<int> CallAllAsync(Func<Task<bool>> callAsync)
    {
        var calls = new Task<bool>[Sources];
        for (var i = 0; i < calls.Length; i++)
        {
            calls[i] = callAsync();
        }

        return (await Task.WhenAll(calls)).Count(hasAnswered => hasAnswered);
    }

    private static async Task<bool> CallAsync(HttpMessageInvoker http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, InMemoryApi.Address);
        using var response = await (http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None)
            : http.SendAsync(request, CancellationToken.None));
        await using var body = await response.Content.ReadAsStreamAsync(CancellationToken.None);
        var buffer = ArrayPool<byte>.Shared.Rent(Answers.Small.Length + 1);
        var length = 0;
        while (await body.ReadAsync(buffer.AsMemory(length)) is > 0 and var count)
        {
            length += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return length == Answers.Small.Length;
    }
}
