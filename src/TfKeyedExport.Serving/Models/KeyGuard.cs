using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>Looks at the keys of calls, before and after: a key that is not the one that was sent is an error, and never an answer.</summary>
/// <param name="signature">The signature.</param>
/// <param name="keys">Its keys.</param>
/// <param name="rules">What a request's keys must be like.</param>
/// <param name="observer">Told of what is found.</param>
internal sealed class KeyGuard(ModelSignature signature, IReadOnlyList<KeyPosition> keys, KeyRules rules, ISignatureObserver observer)
{
    // Once may be a client's bad luck; so often, it is the model.
    private const int MostFaults = 8;

    private int _faults;

    /// <summary>Whether it lets nothing through any more, since keys came back too often that were not those that were sent.</summary>
    public bool IsQuarantined => Volatile.Read(ref _faults) >= MostFaults;

    /// <summary>Looks at the keys that a client sends.</summary>
    /// <exception cref="ServingFault">They are not as they must be, or nothing is let through any more.</exception>
    public void CheckAsked(Tensor[] inputs, Client client)
    {
        if (IsQuarantined)
        {
            throw new ServingFault(
                Code.Unavailable,
                $"signature {signature.Name} is in quarantine: its keys came back changed {MostFaults} times; load a version that keeps them (tfkeyed check)");
        }
        bool hasRules = !ReferenceEquals(rules, KeyRules.None);
        foreach (KeyPosition key in keys)
        {
            // Models hand through what is no key as well: of that nothing is asked that they do not ask.
            if (hasRules || signature.Inputs[key.Input].Name == HostKeyedRunner.KeyName)
                CheckShape(signature.Inputs[key.Input], inputs[key.Input]);
            if (hasRules && rules.Check(signature.Inputs[key.Input].Name, inputs[key.Input], client))
                observer.EqualKeys();
        }
    }

    /// <summary>Looks at the keys that come back, whatever the model, the batcher and the engine did.</summary>
    /// <param name="inputs">What was sent.</param>
    /// <param name="outputs">What came back.</param>
    /// <param name="mayBeFilledUp">Whether rows may come back filled up to the length of others', as the operator asked for.</param>
    /// <exception cref="ServingFault">They are not those that were sent.</exception>
    public void CheckAnswered(Tensor[] inputs, Tensor[] outputs, bool mayBeFilledUp)
    {
        foreach (KeyPosition key in keys)
        {
            Tensor sent = inputs[key.Input], back = outputs[key.Output];
            if (back.BitEquals(sent) || (mayBeFilledUp && sent.Shape.Rank > 1 && back.Shape.Rank == sent.Shape.Rank && back.Shape != sent.Shape))
                continue;
            observer.KeyFault();
            Interlocked.Increment(ref _faults);
            throw new ServingFault(
                Code.Internal,
                $"the keys that came back as '{signature.Outputs[key.Output].Name}' are not those that were sent as '{signature.Inputs[key.Input].Name}'; "
                    + "the answer was thrown away");
        }
        for (int i = 0; i < outputs.Length && keys.Count > 0; i++)
        {
            if (HasRows(i, outputs[i]) && !IsKey(i) && !HasKeys(inputs, outputs[i].Shape[0]))
            {
                throw new ServingFault(
                    Code.FailedPrecondition,
                    $"the model gave {outputs[i].Shape[0]} rows of '{signature.Outputs[i].Name}' for {RowsOf(inputs[keys[0].Input])} keys, "
                        + "so no answer can be told from another");
            }
        }
    }

    // Every row has a key; only where the signature says so, a call has one.
    private static void CheckShape(SignatureArgument declared, Tensor given)
    {
        if (given.Shape.Rank == 0 && declared.Shape is { HasRank: true, Rank: > 0 })
        {
            throw ServingFault.Invalid(
                $"'{declared.Name}' is one key for the whole call, and the signature declares one a row ({declared.Shape}): send a list of keys");
        }
        if (given.Shape.Rank > 0 && given.Count == 0 && given.Shape[0] > 0)
            throw ServingFault.Invalid($"'{declared.Name}' has {given.Shape[0]} rows without a key (shape {given.Shape})");
    }

    // An answer without rows belongs to the whole call, and so may one whose size is declared; one with another number of them belongs to nobody.
    private bool HasRows(int output, Tensor given)
    {
        TensorShape declared = signature.Outputs[output].Shape;
        return given.Shape.Rank > 0 && (!declared.HasRank || (declared.Rank > 0 && declared[0] < 0));
    }

    private bool IsKey(int output)
    {
        foreach (KeyPosition key in keys)
        {
            if (key.Output == output)
                return true;
        }
        return false;
    }

    private static long RowsOf(Tensor keys) => keys.Shape.Rank == 0 ? 1 : keys.Shape[0];

    // A key for the whole call, where the signature declares that, goes with any number of rows.
    private bool HasKeys(Tensor[] inputs, long rows)
    {
        foreach (KeyPosition key in keys)
        {
            TensorShape shape = inputs[key.Input].Shape, declared = signature.Inputs[key.Input].Shape;
            if (shape.Rank == 0 ? declared is { HasRank: false } or { Rank: 0 } : shape[0] == rows)
                return true;
        }
        return false;
    }
}
