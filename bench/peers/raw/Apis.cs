using System.Buffers;
using System.Text.Json;

namespace Aggregator.Peers.Raw;

/// <summary>The calls: one handler, nothing of HTTP that the APIs do not need.</summary>
internal sealed class Apis(IConfiguration configuration) : IDisposable
{
    /// <summary>More than loopback has ports for would fail; all peers have the same limit.</summary>
    private const int MostConnections = 4096;

    private const int LargestAnswer = 4096;

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = MostConnections,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>The address of the API that answers after such a delay, or at once.</summary>
    public Uri Address(string delay) =>
        delay.Length == 0 ? new Uri(configuration["Api"]!) : new Uri($"{configuration["DelayedApi"]}?delay={delay}");

    /// <summary>Asks the API once.</summary>
    public async Task<double> CallAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await _client.SendAsync(request, cancellationToken);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(LargestAnswer);
        try
        {
            var length = await body.ReadAtLeastAsync(buffer, LargestAnswer, throwOnEndOfStream: false, cancellationToken);
            return ReadValue(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => _client.Dispose();

    private static double ReadValue(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                return reader.GetDouble();
            }
        }

        throw new JsonException("The answer has no value.");
    }
}
