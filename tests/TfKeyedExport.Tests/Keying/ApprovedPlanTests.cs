using System.Text;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

/// <summary>
/// Everything that an export adds, in readable form, against files that somebody has looked at. To approve a change, run the tests with
/// TFKEYED_APPROVE=1 and look at the difference.
/// </summary>
public class ApprovedPlanTests
{
    [Theory]
    [InlineData("single_tensor_module_nosig")]
    [InlineData("fixed_batch")]
    [InlineData("estimator_parsing")]
    [InlineData("mutable_table")]
    public void What_is_added_is_what_was_approved(string model)
    {
        KeyingPlan plan = ModelPlans.Of(model, new() { KeepAs = model.EndsWith("nosig", StringComparison.Ordinal) ? null : "unkeyed" });
        string file = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Tests", "Keying", "Approved", model + ".txt");
        string text = Describe(plan.MetaGraphs[0]);
        if (Environment.GetEnvironmentVariable("TFKEYED_APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string Describe(MetaGraphPlan plan)
    {
        var text = new StringBuilder();
        void Section(string title, IEnumerable<object> lines)
        {
            text.Append(title).Append('\n');
            foreach (object line in lines)
                text.Append("  ").Append(line).Append('\n');
        }

        Section($"from {plan.Source}, kept as {plan.KeptAs ?? "nothing"}", plan.Notes);
        Section("inputs before", plan.Before.Inputs);
        Section("inputs after", plan.After.Inputs);
        Section("outputs before", plan.Before.Outputs);
        Section("outputs after", plan.After.Outputs);
        Section("captures", plan.Captures);
        Section("signature", [plan.SignatureProto]);
        Section("nodes", plan.Nodes.Select(n => n.Proto));
        Section("functions", plan.Functions.Select(f => f.Proto));
        Section("concrete functions", plan.Functions.Select(f => f.Concrete));
        Section("objects", plan.Objects.Select(o => $"{o} {o.Proto}"));
        Section("children", plan.Children);
        return text.ToString();
    }
}
