using Aggregator.Core.Decoding;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration;

/// <summary>What must hold for each source by itself, and for what could be read at all.</summary>
internal sealed class SourceOptionsValidator : IValidateOptions<AggregatorOptions>
{
    // Polly takes no shorter one.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>(options.ReadErrors);
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            ValidateSource($"{options.InForceKey}:{nameof(options.Sources)}:{source}", source, sourceOptions, options.Demo.Enabled, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void ValidateSource(string key, string name, SourceOptions source, bool hasDemo, List<string> errors)
    {
        void Check(bool isRight, string property, object? value, string remedy)
        {
            if (!isRight)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{property}", value, remedy));
            }
        }

        if (!Names.IsValid(name))
        {
            errors.Add(ConfigurationError.Invalid(key, name, Names.Rule));
        }

        if (string.IsNullOrEmpty(source.Url))
        {
            errors.Add(ConfigurationError.Missing($"{key}:{nameof(source.Url)}", "write the address to call, such as https://api.example.com/price"));
        }
        else if (WhatIsWrongWithUrl(source.Url, hasDemo) is { } remedy)
        {
            Check(false, nameof(source.Url), source.Url, remedy);
        }

        if (!ValueSelector.TryParse(source.Select, out _, out var syntaxError))
        {
            Check(false, nameof(source.Select), source.Select, syntaxError);
        }

        Check(IsIn(source.Timeout, SourceOptions.LongestTimeout), nameof(source.Timeout), source.Timeout, "write a time above 0 and of at most 00:00:30");
        Check(
            IsIn(source.AttemptTimeout, source.Timeout ?? Sources.Source.DefaultTimeout) && !(source.AttemptTimeout < ShortestAttempt),
            nameof(source.AttemptTimeout),
            source.AttemptTimeout,
            $"an attempt is part of the call; write a time of at least 00:00:00.01 and of at most the source's Timeout, {source.Timeout ?? Sources.Source.DefaultTimeout}");
        Check(
            IsIn(source.ConnectTimeout, source.Timeout ?? Sources.Source.DefaultTimeout),
            nameof(source.ConnectTimeout),
            source.ConnectTimeout,
            $"connecting is part of the call; write a time above 0 and of at most the source's Timeout, {source.Timeout ?? Sources.Source.DefaultTimeout}");
        Check(source.Attempts is >= 1 and <= SourceOptions.MostAttempts, nameof(source.Attempts), source.Attempts, "write a number from 1 to 5");
        Check(
            source.MaxResponseBytes is >= 1 and <= SourceOptions.MostResponseBytes,
            nameof(source.MaxResponseBytes),
            source.MaxResponseBytes,
            "write a number of bytes from 1 to 67108864 (64 MiB)");

        var breaker = source.CircuitBreaker;
        const string Breaker = nameof(source.CircuitBreaker);
        Check(breaker.FailureRatio is > 0 and <= 1, $"{Breaker}:{nameof(breaker.FailureRatio)}", breaker.FailureRatio, "write a share above 0 and of at most 1");
        Check(breaker.MinimumThroughput >= 2, $"{Breaker}:{nameof(breaker.MinimumThroughput)}", breaker.MinimumThroughput, "write a number of at least 2");
        const string BreakRule = "write a time from 00:00:00.5 to 01:00:00";
        Check(IsBreak(breaker.SamplingDuration), $"{Breaker}:{nameof(breaker.SamplingDuration)}", breaker.SamplingDuration, BreakRule);
        Check(IsBreak(breaker.BreakDuration), $"{Breaker}:{nameof(breaker.BreakDuration)}", breaker.BreakDuration, BreakRule);
        Check(
            IsBreak(breaker.MaxBreakDuration) && breaker.MaxBreakDuration >= breaker.BreakDuration,
            $"{Breaker}:{nameof(breaker.MaxBreakDuration)}",
            breaker.MaxBreakDuration,
            $"write a time from the BreakDuration, {breaker.BreakDuration}, to 01:00:00");
    }

    private static string? WhatIsWrongWithUrl(string url, bool hasDemo)
    {
        if (url.AsSpan().ContainsAny('{', '}'))
        {
            return "this release knows no placeholders; write the address without { and }";
        }

        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal))
        {
            return !hasDemo
                ? "an address without a host is this application's own demo API, which is off; write the whole address, "
                    + "such as https://api.example.com/price, or set Aggregator:Demo:Enabled to true"
                : url.StartsWith("/demo/", StringComparison.Ordinal) ? null
                : "the only addresses of this application that a source may call begin with /demo/; write the whole address of any other API";
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            return "write an absolute http or https address, such as https://api.example.com/price";
        }

        return uri.UserInfo.Length > 0 ? "an address may hold no user name and no password; take them out" : null;
    }

    private static bool IsIn(TimeSpan? time, TimeSpan limit) => time is null || (time > TimeSpan.Zero && time <= limit);

    private static bool IsBreak(TimeSpan time) => time >= ShortestBreak && time <= LongestBreak;
}
