using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>What is tried beyond the sample rows: sizes, values, lengths and rows that a model may treat otherwise.</summary>
/// <param name="Sampler">Makes rows.</param>
/// <param name="Focus">What comes first.</param>
/// <param name="Refused">Rows that the model refuses by themselves; null if there are none.</param>
/// <param name="Conditions">Opens what shows the conditions within the model; null if nothing does.</param>
/// <param name="SizeConditions">Opens what shows those that sizes decide; null if nothing does.</param>
internal sealed record HuntPlan(Sampler Sampler, HuntFocus Focus, Pool? Refused, Func<InnerView?> Conditions, Func<InnerView?> SizeConditions)
{
    /// <summary>What the graph tells.</summary>
    public GraphHints Hints => Sampler.Hints;

    /// <summary>The experiments, in their order.</summary>
    public IReadOnlyList<IExperiment> Experiments(Trial trial)
    {
        var odd = new OddRows(trial.Prober.Subject, trial.Pool.Layout, Hints, Focus, trial.Dice);
        return
        [
            new SizesExperiment(Hints, Focus, SizeConditions),
            new OddRowsExperiment(odd),
            new ConditionsExperiment(Conditions, Sampler, odd, Focus.HasDoubts),
            new NearRowsExperiment(new NearRows(trial.Prober.Subject, trial.Pool.Layout, Hints, trial.Dice)),
            new CallValuesExperiment(odd, Focus),
            new LengthsExperiment(Sampler, Hints),
            new OtherRowsExperiment(Sampler, Focus.HasDoubts),
            new RefusedTogetherExperiment(Refused),
        ];
    }
}
