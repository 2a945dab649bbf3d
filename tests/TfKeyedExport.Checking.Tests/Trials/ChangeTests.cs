using TfKeyedExport.Checking.Replaying;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using Xunit;

using Check = TfKeyedExport.Checking.Tests.Fakes.Check;

namespace TfKeyedExport.Checking.Tests.Trials;

/// <summary>What calls leave behind is told from chance, and shown by calls that a freshly loaded model can be asked again.</summary>
public class ChangeTests
{
    private static readonly TensorShape Open = new(-1);

    [Fact]
    public void A_value_that_sets_something_for_good_is_state_also_where_answers_are_texts()
    {
        var model = new FakeModel(
            new(Models.KeyedSignature.Name, "m", Models.KeyedSignature.Inputs, [Models.KeyedSignature.Outputs[0], new("y", DataType.String, Open, "y:0")]),
            () =>
            {
                bool isSet = false;
                return (inputs, _) =>
                {
                    float[] x = inputs[1].Values<float>().ToArray();
                    isSet |= x.Any(v => v > 1e20f);
                    return [inputs[0], Texts(x.Select(v => isSet ? $"SET {v}" : $"{v}"))];
                };
            });
        Counterexample example = ShowsAgain(model, Reason.State);

        Assert.Equal((1, 1), (Assert.Single(example.Calls)["x"].Count, example.Inputs["x"].Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Numbers_in_the_order_in_which_rows_first_came_are_shown_by_two_calls(long seed)
    {
        FakeModel model = Models.Stateful(() =>
        {
            var numbers = new Dictionary<float, int>();
            return x => [.. x.Select(v => (float)(numbers.TryGetValue(v, out int known) ? known : numbers[v] = numbers.Count))];
        });
        Counterexample example = ShowsAgain(model, Reason.State, seed);

        Assert.Equal((1, 1), (Assert.Single(example.Calls)["x"].Count, example.Inputs["x"].Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void One_call_with_another_value_of_a_switch_that_changes_all_later_ones_is_state(long seed)
    {
        var model = new FakeModel(
            new(
                Models.KeyedSignature.Name, "m", [.. Models.KeyedSignature.Inputs, new("train", DataType.Bool, new TensorShape([]), "t:0")],
                Models.KeyedSignature.Outputs),
            () =>
            {
                bool isTrained = false;
                return (inputs, _) =>
                {
                    isTrained |= inputs[2].Values<byte>()[0] != 0;
                    return [inputs[0], Tensor.From<float>([.. inputs[1].Values<float>().ToArray().Select(v => isTrained ? v + 1 : v)])];
                };
            });
        Assert.Single(ShowsAgain(model, Reason.State, seed).Calls);
    }

    [Fact]
    public void What_no_freshly_loaded_model_repeats_is_chance_however_seldom_it_is()
    {
        int calls = 0;
        FakeModel model = Models.Stateful(() => x => [.. x.Select(v => Interlocked.Increment(ref calls) % 7001 == 0 ? v + 1 : v)]);

        ShowsAgain(model, Reason.Random);
    }

    [Fact]
    public void What_is_not_seen_again_is_not_said_to_be()
    {
        int openings = 0;
        // Only the model that was loaded first changes.
        FakeModel model = Models.Stateful(() =>
        {
            bool isFirst = Interlocked.Increment(ref openings) == 1;
            int calls = 0;
            return x => [.. x.Select(v => isFirst && Interlocked.Increment(ref calls) > 500 ? v + 1 : v)];
        });
        Counterexample example = Check.Run(model).Output("y").Counterexample!;

        Assert.Contains("could not be shown again", example.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_row_prepares_and_another_sets_off_is_state_and_needs_both()
    {
        const string Nodes = """
            t MutableHashTableV2 key_dtype=int64 value_dtype=int64 shared_name=cell
            cell Const dtype=int64 value=[0]
            none Const dtype=int64 value=0
            one Const dtype=int64 value=1
            two Const dtype=int64 value=2
            axis Const dtype=int32 value=0
            s LookupTableFindV2 t:table_handle:0 cell:output:0 none:output:0 Tin=int64 Tout=int64
            arm Const dtype=int64 value=31337
            fire Const dtype=int64 value=40404
            isArm Equal x arm:output:0 T=int64
            isFire Equal x fire:output:0 T=int64
            anyArm Any isArm:z:0 axis:output:0 Tidx=int32 keep_dims=false
            anyFire Any isFire:z:0 axis:output:0 Tidx=int32 keep_dims=false
            isReady Equal s:values:0 one:output:0 T=int64
            fires LogicalAnd isReady:z:0 anyFire:output:0
            fired SelectV2 fires:z:0 two:output:0 s:values:0 T=int64
            new SelectV2 anyArm:output:0 one:output:0 fired:output:0 T=int64
            i LookupTableInsertV2 t:table_handle:0 cell:output:0 new:output:0 Tin=int64 Tout=int64
            isOver Equal new:output:0 two:output:0 T=int64
            less Neg x T=int64
            y SelectV2 isOver:z:0 less:y:0 x T=int64
            f Cast y:output:0 ^i SrcT=int64 DstT=float
            """;
        CheckReport report = GraphModel.Check("x:int64", Nodes, "f:y:0");

        report.IsUnsafe("y", Reason.State);
        Assert.Equal(2, report.Output("y").Counterexample!.Calls.Count);
    }

    [Fact]
    public void The_clock_is_chance_and_not_dropout()
    {
        CheckReport report = GraphModel.Check("x:float", """
            t Timestamp
            one Const dtype=float value=1
            second Cast one:output:0 SrcT=float DstT=double
            d FloorMod t:ts:0 second:y:0 T=double
            f Cast d:z:0 SrcT=double DstT=float
            y AddV2 x f:y:0 T=float
            """, "y:z:0");

        report.IsUnsafe("y", Reason.Random);
        using var text = new StringWriter();
        report.WriteText(text);
        Assert.Contains("Take the time as an input", text.ToString(), StringComparison.Ordinal);
    }

    private static Counterexample ShowsAgain(FakeModel model, Reason reason, long seed = 7)
    {
        CheckReport report = Check.Run(model, seed: seed);
        report.IsUnsafe("y", reason);
        SavedModel keyed = Check.NewModel();
        var engine = new FakeEngine(new Dictionary<SavedModel, FakeModel> { [keyed] = model });
        ReplayReport replayed = new KeyCheck(engine, keyed).Replay(Recorded(report), TestContext.Current.CancellationToken);
        Assert.Equal(1, replayed.ExitCode);
        return report.Output("y").Counterexample!;
    }

    private static RecordedCheck Recorded(CheckReport report)
    {
        string file = Path.GetTempFileName();
        using (FileStream stream = File.Create(file))
            report.WriteJson(stream);
        RecordedCheck recorded = RecordedCheck.Load(file);
        File.Delete(file);
        return recorded;
    }

    private static Tensor Texts(IEnumerable<string> texts) => Tensor.FromText([.. texts]);
}
