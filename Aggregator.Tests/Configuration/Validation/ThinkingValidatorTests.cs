using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

/// <summary>What may be wrong with places in texts, parameters, lists of elements and what stands in.</summary>
public sealed class ThinkingValidatorTests
{
    private const string Approved = "thinking.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Configuration(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        var errors = Configured.Errors(wrong.Section);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, errors);
        Assert.All(errors, error => Assert.DoesNotContain("s3", error, StringComparison.Ordinal));
    }
}
