using System.Net.Http.Headers;
using Aggregator.Core.Decoding;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for each source by itself.</summary>
internal sealed class SourceOptionsValidator : SourceValidator
{
    // Polly takes no shorter ones.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromHours(1);

    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        var name = ConfigurationPath.GetSectionKey(key);
        Check(Names.IsValid(name), key, name, Names.Rule, errors);
        ValidateUrl($"{key}:{nameof(source.Url)}", source.Url, options, errors);
        ValidateAnswer(key, source, errors);
        ValidateCall(key, source, errors);
        ValidateBreaker($"{key}:{nameof(source.CircuitBreaker)}", source.CircuitBreaker, errors);
    }

    private static void ValidateUrl(string key, string? url, AggregatorOptions options, List<string> errors)
    {
        if (!string.IsNullOrEmpty(url))
        {
            var remedy = SourceUrl.WhatWouldBeRight(url, options.Demo.Enabled);
            Check(remedy is null, key, SourceUrl.WithoutSecrets(url), remedy, errors);
        }
        else if (!options.IsUnreadable(key))
        {
            errors.Add(ConfigurationError.Missing(key, "write the address to call, such as https://api.example.com/price"));
        }
    }

    private static void ValidateAnswer(string key, SourceOptions source, List<string> errors)
    {
        AnswerDecoder.TryCompile(source, out _, out var selectErrors);
        foreach (var (name, selector, remedy) in selectErrors)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(source.Select)}{(name is null ? "" : $":{name}")}", selector, remedy));
        }

        for (var i = 0; i < source.AcceptContentType.Count; i++)
        {
            var type = source.AcceptContentType[i];
            Check(
                MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.Parameters.Count == 0 && !type.Contains('*', StringComparison.Ordinal),
                $"{key}:{nameof(source.AcceptContentType)}:{i}",
                type,
                "write a content type without parameters, such as text/html",
                errors);
        }
    }

    private static void ValidateCall(string key, SourceOptions source, List<string> errors)
    {
        var timeout = source.Timeout ?? Sources.Source.DefaultTimeout;
        Check(
            IsIn(source.Timeout, SourceOptions.LongestTimeout),
            $"{key}:{nameof(source.Timeout)}",
            source.Timeout,
            $"write a time above 0 and of at most {SourceOptions.LongestTimeout}",
            errors);
        Check(
            IsIn(source.AttemptTimeout, timeout) && !(source.AttemptTimeout < ShortestAttempt),
            $"{key}:{nameof(source.AttemptTimeout)}",
            source.AttemptTimeout,
            $"an attempt is part of the call; write a time from 00:00:00.010 to the source's Timeout, {timeout}",
            errors);
        Check(
            IsIn(source.ConnectTimeout, timeout),
            $"{key}:{nameof(source.ConnectTimeout)}",
            source.ConnectTimeout,
            $"connecting is part of the call; write a time above 0 and of at most the source's Timeout, {timeout}",
            errors);
        Check(
            source.Attempts is null or (>= 1 and <= SourceOptions.MostAttempts), $"{key}:{nameof(source.Attempts)}", source.Attempts, $"write a number from 1 to {SourceOptions.MostAttempts}", errors);
        Check(
            source.MaxResponseBytes is >= 1 and <= SourceOptions.MostResponseBytes,
            $"{key}:{nameof(source.MaxResponseBytes)}",
            source.MaxResponseBytes,
            $"write a number of bytes from 1 to {SourceOptions.MostResponseBytes} (64 MiB)",
            errors);
        Check(source.MaxConcurrency >= 1, $"{key}:{nameof(source.MaxConcurrency)}", source.MaxConcurrency, "write a number of at least 1", errors);
    }

    private static void ValidateBreaker(string key, CircuitBreakerOptions breaker, List<string> errors)
    {
        var rule = $"write a time from 00:00:00.5 to {LongestBreak}";
        Check(
            breaker.FailureRatio is > 0 and <= 1,
            $"{key}:{nameof(breaker.FailureRatio)}",
            breaker.FailureRatio,
            "write a share above 0 and of at most 1",
            errors);
        Check(
            breaker.MinimumThroughput >= 2, $"{key}:{nameof(breaker.MinimumThroughput)}", breaker.MinimumThroughput, "write a number of at least 2", errors);
        Check(IsBreak(breaker.SamplingDuration), $"{key}:{nameof(breaker.SamplingDuration)}", breaker.SamplingDuration, rule, errors);
        Check(IsBreak(breaker.BreakDuration), $"{key}:{nameof(breaker.BreakDuration)}", breaker.BreakDuration, rule, errors);
        Check(
            IsBreak(breaker.MaxBreakDuration) && (breaker.MaxBreakDuration >= breaker.BreakDuration || !IsBreak(breaker.BreakDuration)),
            $"{key}:{nameof(breaker.MaxBreakDuration)}",
            breaker.MaxBreakDuration,
            $"write a time from the BreakDuration, {breaker.BreakDuration}, to {LongestBreak}",
            errors);
    }

    private static void Check(bool isRight, string key, object? value, string? remedy, List<string> errors)
    {
        if (!isRight)
        {
            errors.Add(ConfigurationError.Invalid(key, value, remedy ?? ""));
        }
    }

    private static bool IsIn(TimeSpan? time, TimeSpan limit) => time is null || (time > TimeSpan.Zero && time <= limit);

    private static bool IsBreak(TimeSpan time) => time >= ShortestBreak && time <= LongestBreak;
}
