using System.Globalization;
using System.Text;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.RealServers;

/// <summary>The JSON gateway of a real etcd: every question is a POST, keys and values are in base64, and 64-bit integers are texts.</summary>
public sealed class EtcdTests(EtcdServer etcd) : IClassFixture<EtcdServer>
{
    [Fact]
    public async Task Get_KeyOfEtcd_IsWhatWasPut()
    {
        var (key, value) = (Base64("shop/orders limit"), Base64("1,250 a day"));
        await etcd.Server.AskAsync(HttpMethod.Post, "/v3/kv/put", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        await etcd.Server.AskAsync(HttpMethod.Post, "/v3/kv/put", $$"""{"key":"{{key}}","value":"{{value}}"}""");

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "limit": { "Url": "{{etcd.Server.Address}}v3/kv/range", "Body": { "Json": { "key": "{{key}}" } }, "Select": "/kvs/0/value" },
                "changes": { "Url": "{{etcd.Server.Address}}v3/kv/range", "Body": { "Json": { "key": "{{key}}", "keys_only": true } }, "Select": "/kvs/0/version" },
                "unset": { "Url": "{{etcd.Server.Address}}v3/kv/range", "Body": { "Json": { "key": "{{Base64("nobody")}}" } }, "Select": "/kvs/0/value" }
              },
              "Boards": { "default": { "Sources": [ "limit", "changes", "unset" ] } }
            }
            """);

        Assert.Equal(value, board.Source("limit").GetProperty("value").GetString());
        Assert.Equal(value, board.Card("limit"));
        Assert.Equal(("2", JsonValueKind.String), (board.Source("changes").GetProperty("value").GetString(), board.Source("changes").GetProperty("value").ValueKind));
        Assert.Equal("value-missing", board.Source("unset").GetProperty("reason").GetString());
        Assert.Equal("partial", board.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_IntegersThatAreTexts_AreAddedUp()
    {
        await etcd.Server.AskAsync(HttpMethod.Post, "/v3/kv/put", $$"""{"key":"{{Base64("a")}}","value":""}""");
        var told = JsonElement.Parse(await etcd.Server.AskAsync(HttpMethod.Post, "/v3/maintenance/status", "{}")).GetProperty("header");

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "cluster": { "Url": "{{etcd.Server.Address}}v3/maintenance/status", "Body": { "Json": "{}" }, "Select": "/header/cluster_id" },
                "member": { "Url": "{{etcd.Server.Address}}v3/maintenance/status", "Body": { "Json": "{}" }, "Select": "/header/member_id" }
              },
              "Boards": { "default": { "Sources": [ "cluster", "member" ], "Combine": "Sum" } }
            }
            """);

        decimal Told(string id) => decimal.Parse(told.GetProperty(id).GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(told.GetProperty("member_id").GetString(), board.Source("member").GetProperty("value").GetString());
        Assert.Equal(Told("cluster_id") + Told("member_id"), board.Result.GetProperty("value").GetDecimal());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
