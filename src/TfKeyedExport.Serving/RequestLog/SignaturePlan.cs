using System.Text;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What is written of a signature's rows, found out once for it.</summary>
internal sealed class SignaturePlan
{
    /// <summary>Makes a plan.</summary>
    public SignaturePlan(LoggedSignature signature, FieldRules rules)
    {
        Signature = signature;
        Model = Encoding.UTF8.GetBytes(signature.Model);
        Name = Encoding.UTF8.GetBytes(signature.Signature.Name);
        // A key stands in a field of its own, and nowhere beside its hash.
        Inputs = RulesOf(signature.Signature.Inputs, signature.KeyInputs, "inputs", rules);
        Outputs = RulesOf(signature.Signature.Outputs, signature.KeyOutputs, "outputs", rules);
    }

    /// <summary>The signature.</summary>
    public LoggedSignature Signature { get; }

    /// <summary>The model's name.</summary>
    public byte[] Model { get; }

    /// <summary>The signature's name.</summary>
    public byte[] Name { get; }

    /// <summary>What becomes of each input.</summary>
    public LogFieldRule[] Inputs { get; }

    /// <summary>What becomes of each output.</summary>
    public LogFieldRule[] Outputs { get; }

    private static LogFieldRule[] RulesOf(IReadOnlyList<SignatureArgument> arguments, IReadOnlyList<int> keys, string group, FieldRules rules) =>
        [.. arguments.Select((a, i) => keys.Contains(i) ? LogFieldRule.Drop : rules.Of(group, a.Name))];
}
