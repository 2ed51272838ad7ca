using System.Text;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

public sealed class CharsetTests
{
    private const string Text = "Zürich, 5 €";

    static CharsetTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-15")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("gb18030")]
    public void Read_NamedCharset_IsHonoured(string name)
    {
        var bytes = Encoding.GetEncoding(name).GetBytes(Text);

        Assert.Equal(Text, Charset.Read(bytes, name));
        Assert.Equal(Text, Charset.Read(bytes, $"\"{name.ToUpperInvariant()}\""));
        Assert.Equal(Text, Charset.Read([.. Encoding.GetEncoding(name).Preamble, .. bytes], name));
        Assert.Equal($"\"{Text}\"", Decoded.Value(AnswerFormat.Json, Encoding.GetEncoding(name).GetBytes($"\"{Text}\""), contentType: $"application/json; charset={name}"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Read_ByteOrderMark_CountsWhereNothingIsNamed(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Assert.Equal(Text, Charset.Read([.. encoding.Preamble, .. encoding.GetBytes(Text)], null));
    }

    [Fact]
    public void Read_Utf16WithTheOtherOrdersMark_IsInThatOrder() =>
        Assert.Equal(Text, Charset.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "utf-16"));

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>ü</a>", "iso-8859-1")]
    [InlineData("<?xml version='1.0' encoding='windows-1252' standalone='yes'?><a>ü</a>", "windows-1252")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a>ü</a>", "utf-16")]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a>ü</a>", "utf-16BE")]
    [InlineData("<a>ü</a>", "utf-8")]
    public void Read_XmlDeclaration_CountsForXml(string xml, string encoding) =>
        Assert.Equal("\"ü\"", Decoded.Value(AnswerFormat.Xml, Encoding.GetEncoding(encoding).GetBytes(xml)));

    [Fact]
    public void Read_XmlDeclarationAgainstTheContentType_LosesToIt() => Assert.Equal(
        "\"ü\"",
        Decoded.Value(AnswerFormat.Xml, "<?xml version='1.0' encoding='iso-8859-1'?><a>ü</a>"u8.ToArray(), contentType: "text/xml; charset=utf-8"));

    [Theory]
    [InlineData("utf8")]
    [InlineData("US-ASCII")]
    [InlineData("")]
    [InlineData("\"\"")]
    public void Read_LooseNames_AreUtf8(string name) => Assert.Equal(Text, Charset.Read(Encoding.UTF8.GetBytes(Text), name));

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("x x")]
    public void Read_UnknownCharset_Throws(string name)
    {
        Assert.Throws<BadContentException>(() => Charset.Read("a"u8, name));
        Assert.Throws<BadContentException>(() => Charset.ToUtf8("1"u8.ToArray(), name));
    }

    [Theory]
    [InlineData("c328", null)]
    [InlineData("eda080", "utf-8")]
    [InlineData("00d8", "utf-16")]
    public void Read_InvalidBytes_Throws(string hex, string? name) => Assert.Throws<BadContentException>(() => Charset.Read(Convert.FromHexString(hex), name));
}
