using Aggregator.Core.Fetching;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aggregator.Web.Hosting;

/// <summary>The address on which this application listens, as a source of its own would call it.</summary>
internal sealed class ServerAddress(IServer server) : IApplicationAddress
{
    private Uri? _baseAddress;

    public Uri BaseAddress => _baseAddress ??= Find();

    private Uri Find()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault(address => address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server does not listen yet.");
        var binding = BindingAddress.Parse(address);

        // "Any address" is one to listen on, not one to call.
        var host = binding.Host is "0.0.0.0" or "[::]" or "+" or "*" ? "localhost" : binding.Host;
        return new Uri($"{binding.Scheme}://{host}:{binding.Port}");
    }
}
