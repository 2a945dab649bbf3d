using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Results;

/// <summary>A few keys and their answers: each row run alone, then all of them in one shuffled batch.</summary>
/// <param name="Keys">The keys in the order in which the shuffled batch was sent; a tensor with one row a key.</param>
/// <param name="Answers">One entry an output that was shown.</param>
public sealed record Demonstration(Tensor Keys, IReadOnlyList<DemonstratedAnswer> Answers);

/// <summary>One output of a <see cref="Demonstration"/>.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Alone">Each row's answer when it ran alone, in the order of the keys.</param>
/// <param name="Shuffled">The answers of the shuffled batch, in the order in which they came back.</param>
public sealed record DemonstratedAnswer(string Output, IReadOnlyList<Tensor> Alone, Tensor Shuffled);
