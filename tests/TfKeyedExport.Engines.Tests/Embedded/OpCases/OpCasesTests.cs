using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

public class OpCasesTests
{
    [Fact]
    public void Sets_answer_as_TensorFlow_does() => OpCases.Check("sets");
}
