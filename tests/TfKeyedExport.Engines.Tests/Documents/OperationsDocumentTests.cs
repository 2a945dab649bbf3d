using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Documents;

public class OperationsDocumentTests
{
    private const string Approve = "TFKEYED_APPROVE";
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "ops.md");

    [Fact]
    public void The_list_of_operations_is_up_to_date()
    {
        string written = OperationsDocument.Write();
        if (Environment.GetEnvironmentVariable(Approve) == "1")
            File.WriteAllText(Document, written);
        Assert.True(File.Exists(Document) && File.ReadAllText(Document) == written, "docs/ops.md is out of date: renew it with scripts/renew-ops.sh");
    }
}
