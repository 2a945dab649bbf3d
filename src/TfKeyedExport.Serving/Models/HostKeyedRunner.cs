using Google.Protobuf.Collections;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Serving.Models;

/// <summary>A signature without keys, served with one: the key is taken off before the model and put back after it.</summary>
internal sealed class HostKeyedRunner : ISignatureRunner
{
    /// <summary>What the key is called.</summary>
    public const string KeyName = "key";

    private readonly ISignatureRunner _inner;
    private readonly int _keyInput;
    private readonly int _keyOutput;

    /// <summary>Gives a signature a key.</summary>
    public HostKeyedRunner(ISignatureRunner inner)
    {
        _inner = inner;
        Signature = inner.Signature with { Inputs = With(inner.Signature.Inputs, out _keyInput), Outputs = With(inner.Signature.Outputs, out _keyOutput) };
    }

    /// <inheritdoc/>
    public ModelSignature Signature { get; }

    /// <summary>Where the key stands.</summary>
    public KeyPosition Key => new(_keyInput, _keyOutput);

    /// <summary>Whether a signature can be given one: it has no argument of that name.</summary>
    public static bool Fits(ModelSignature signature) => !signature.Inputs.Concat(signature.Outputs).Any(a => a.Name == KeyName);

    /// <summary>A stored signature as it is served: with the key, if it was given one.</summary>
    /// <param name="stored">As the model has it.</param>
    /// <param name="served">As it is served; null if it is not.</param>
    public static SignatureDef Declare(SignatureDef stored, ModelSignature? served)
    {
        if (served is null || served.Inputs.Count == stored.Inputs.Count || !served.Inputs.Any(i => i is { Name: KeyName, IsTensor: false }))
            return stored;
        SignatureDef keyed = stored.Clone();
        foreach (MapField<string, TensorInfo> arguments in (MapField<string, TensorInfo>[])[keyed.Inputs, keyed.Outputs])
            arguments[KeyName] = new TensorInfo { Dtype = DataType.String, TensorShape = new TensorShape(-1).ToProto() };
        return keyed;
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default)
    {
        Tensor keys = inputs[_keyInput];
        var given = new Tensor[inputs.Length - 1];
        inputs[.._keyInput].CopyTo(given);
        inputs[(_keyInput + 1)..].CopyTo(given.AsSpan(_keyInput));
        var answers = new Tensor[outputs.Length - 1];
        _inner.Run(given, answers, cancellation);
        foreach (Tensor answer in answers)
        {
            // An answer without rows belongs to the whole call; one with another number of them belongs to nobody.
            if (answer.Shape.Rank > 0 && answer.Shape[0] != keys.Shape[0])
            {
                throw new ServingFault(
                    Code.FailedPrecondition, $"the model gave {answer.Shape[0]} rows for {keys.Shape[0]} keys, so no answer can be told from another");
            }
        }
        answers.AsSpan(0, _keyOutput).CopyTo(outputs);
        outputs[_keyOutput] = keys;
        answers.AsSpan(_keyOutput).CopyTo(outputs[(_keyOutput + 1)..]);
    }

    private static List<SignatureArgument> With(IReadOnlyList<SignatureArgument> arguments, out int position)
    {
        var key = new SignatureArgument(KeyName, DataType.String, new TensorShape(-1), "");
        List<SignatureArgument> all = [.. arguments.Append(key).OrderBy(a => a.Name, StringComparer.Ordinal)];
        position = all.IndexOf(key);
        return all;
    }
}
