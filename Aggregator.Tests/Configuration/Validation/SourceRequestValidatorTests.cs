using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

/// <summary>What may be wrong with a source's request, its credentials and its connections.</summary>
public sealed class SourceRequestValidatorTests
{
    private const string Approved = "requests.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Request(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        var errors = Configured.Errors(wrong.Section);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, errors);
        Assert.All(errors, error => Assert.DoesNotContain("s3", error, StringComparison.Ordinal));
    }
}
