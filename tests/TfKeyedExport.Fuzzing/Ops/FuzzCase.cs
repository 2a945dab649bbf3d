using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>A model of few nodes and what it is fed.</summary>
/// <param name="Op">The operation that it is about.</param>
/// <param name="Model">The model.</param>
/// <param name="Inputs">By the signature's names.</param>
/// <param name="Group">Where it comes from: honest or lying, by recipe or by declaration.</param>
/// <param name="Changes">What was changed, for people.</param>
internal sealed record FuzzCase(string Op, SavedModelProto Model, Dictionary<string, Tensor> Inputs, string Group, string Changes);
