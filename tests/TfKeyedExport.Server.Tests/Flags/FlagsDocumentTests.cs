using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Flags;

public class FlagsDocumentTests
{
    private const string Approve = "TFKEYED_APPROVE";
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "serving-flags.md");

    [Fact]
    public void The_tables_of_flags_are_up_to_date()
    {
        string text = File.ReadAllText(Document);
        int begin = text.IndexOf(FlagsDocument.Begin, StringComparison.Ordinal) + FlagsDocument.Begin.Length;
        string renewed = text[..begin] + FlagsDocument.Tables() + text[text.IndexOf(FlagsDocument.End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable(Approve) == "1")
            File.WriteAllText(Document, renewed);
        Assert.True(File.ReadAllText(Document) == renewed, "docs/serving-flags.md is out of date: renew it with scripts/renew-flags.sh");
    }
}
