using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

public class OpCasesTests
{
    [Fact]
    public void Sets_answer_as_TensorFlow_does() => OpCases.Check("sets");

    [Fact]
    public void Sparse_tensors_and_hash_buckets_answer_as_TensorFlow_does() => OpCases.Check("sparse");
}
