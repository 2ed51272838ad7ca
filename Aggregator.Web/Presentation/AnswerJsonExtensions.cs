namespace Aggregator.Web.Presentation;

/// <summary>Sets JSON up in one place for its two owners: controllers, and everything else in ASP.NET Core.</summary>
internal static class AnswerJsonExtensions
{
    public static void AddAnswerJson(this IServiceCollection services)
    {
        services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(json => json.JsonSerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));
    }
}
