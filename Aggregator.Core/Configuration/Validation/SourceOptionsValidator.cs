using System.Net.Http.Headers;
using Aggregator.Core.Decoding;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for each source by itself, and for what could be read at all.</summary>
internal sealed class SourceOptionsValidator : IValidateOptions<AggregatorOptions>
{
    // Polly takes no shorter ones.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>(options.ReadErrors);
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            var key = $"{options.InForceKey}:{nameof(options.Sources)}:{source}";
            if (!Names.IsValid(source))
            {
                errors.Add(ConfigurationError.Invalid(key, source, Names.Rule));
            }

            ValidateUrl($"{key}:{nameof(sourceOptions.Url)}", sourceOptions.Url, options, errors);
            ValidateAnswer(key, sourceOptions, errors);
            ValidateCall(key, sourceOptions, errors);
            ValidateBreaker($"{key}:{nameof(sourceOptions.CircuitBreaker)}", sourceOptions.CircuitBreaker, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
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
            "write a time above 0 and of at most 00:00:30",
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
            source.Attempts is null or (>= 1 and <= SourceOptions.MostAttempts), $"{key}:{nameof(source.Attempts)}", source.Attempts, "write a number from 1 to 5", errors);
        Check(
            source.MaxResponseBytes is >= 1 and <= SourceOptions.MostResponseBytes,
            $"{key}:{nameof(source.MaxResponseBytes)}",
            source.MaxResponseBytes,
            "write a number of bytes from 1 to 67108864 (64 MiB)",
            errors);
        Check(source.MaxConcurrency >= 1, $"{key}:{nameof(source.MaxConcurrency)}", source.MaxConcurrency, "write a number of at least 1", errors);
    }

    private static void ValidateBreaker(string key, CircuitBreakerOptions breaker, List<string> errors)
    {
        const string Rule = "write a time from 00:00:00.5 to 01:00:00";
        Check(
            breaker.FailureRatio is > 0 and <= 1,
            $"{key}:{nameof(breaker.FailureRatio)}",
            breaker.FailureRatio,
            "write a share above 0 and of at most 1",
            errors);
        Check(
            breaker.MinimumThroughput >= 2, $"{key}:{nameof(breaker.MinimumThroughput)}", breaker.MinimumThroughput, "write a number of at least 2", errors);
        Check(IsBreak(breaker.SamplingDuration), $"{key}:{nameof(breaker.SamplingDuration)}", breaker.SamplingDuration, Rule, errors);
        Check(IsBreak(breaker.BreakDuration), $"{key}:{nameof(breaker.BreakDuration)}", breaker.BreakDuration, Rule, errors);
        Check(
            IsBreak(breaker.MaxBreakDuration) && (breaker.MaxBreakDuration >= breaker.BreakDuration || !IsBreak(breaker.BreakDuration)),
            $"{key}:{nameof(breaker.MaxBreakDuration)}",
            breaker.MaxBreakDuration,
            $"write a time from the BreakDuration, {breaker.BreakDuration}, to 01:00:00",
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
