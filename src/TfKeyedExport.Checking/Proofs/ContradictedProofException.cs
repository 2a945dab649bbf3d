using System.Text;
using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Proofs;

/// <summary>A call shows what was proved not to be: a defect of this program, in the proof or in the engine.</summary>
/// <param name="signature">The signature.</param>
/// <param name="output">The output.</param>
/// <param name="reason">What the call shows.</param>
/// <param name="example">The call.</param>
internal sealed class ContradictedProofException(string signature, string output, Reason reason, Counterexample example) : Exception(
    $"the graph proves that {output} is safe, and a call contradicts it ({reason.Name()}, {example.Property}: {example.Explanation}); "
        + $"signature {signature}, row {example.Row} of the call {Inputs(example)}")
{
    private static string Inputs(Counterexample example)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach ((string name, Tensor value) in example.Inputs)
            {
                json.WritePropertyName(name);
                TensorJson.Write(json, value);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
