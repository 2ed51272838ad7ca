using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>Sets JSON up in one place for its two owners: controllers, and everything else in ASP.NET Core.</summary>
internal static class AnswerJsonExtensions
{
    /// <summary>An API's answer may have 32 levels of its own, a combiner's 64; the controllers' default, 32, counts ours as well and breaks off in the middle.</summary>
    public const int MaxDepth = 128;

    public static void AddAnswerJson(this IServiceCollection services)
    {
        services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(json => SetUp(json.JsonSerializerOptions));
        services.ConfigureHttpJsonOptions(json => SetUp(json.SerializerOptions));
    }

    private static void SetUp(JsonSerializerOptions options)
    {
        options.MaxDepth = MaxDepth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.TypeInfoResolverChain.Insert(0, AnswerJson.Default);
    }
}
