using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.OpCases;

public class OpCasesTests
{
    [Fact]
    public void Moved_elements_are_where_TensorFlow_puts_them() => OpCases.Check("arrays");

    [Fact]
    public void Sets_answer_as_TensorFlow_does() => OpCases.Check("sets");

    [Fact]
    public void Ragged_tensors_answer_as_TensorFlow_does() => OpCases.Check("ragged");

    [Fact]
    public void Indices_answer_as_TensorFlow_does() => OpCases.Check("indices");

    [Fact]
    public void Serialized_examples_are_parsed_as_TensorFlow_does() => OpCases.Check("parsing");

    [Fact]
    public void Examples_in_JSON_are_taken_as_TensorFlow_takes_them() => OpCases.Check("json");

    [Fact]
    public void Serialized_sequence_examples_are_parsed_as_TensorFlow_does() => OpCases.Check("sequences");

    [Fact]
    public void Strings_answer_as_TensorFlow_does() => OpCases.Check("strings");

    [Fact]
    public void Sparse_tensors_and_hash_buckets_answer_as_TensorFlow_does() => OpCases.Check("sparse");
}
