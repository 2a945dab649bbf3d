using TfKeyedExport.Checking.Probing;
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
    // What is made for them takes nothing from the dice of others.
    private const long Turns = 31;

    /// <summary>What the graph tells.</summary>
    public GraphHints Hints => Sampler.Hints;

    /// <summary>The experiments, in their order.</summary>
    public IReadOnlyList<IExperiment> Experiments(Trial trial)
    {
        OddRows odd = Odd(trial, trial.Dice);
        return
        [
            new SizesExperiment(Hints, Focus, SizeConditions),
            new OddRowsExperiment(odd, new Crowds(Hints)),
            new ConditionsExperiment(Conditions, Sampler, odd, Focus.HasDoubts),
            new NearRowsExperiment(new NearRows(trial.Prober.Subject, trial.Pool.Layout, Hints, trial.Dice)),
            new CallValuesExperiment(odd, Focus),
            new LengthsExperiment(Sampler, Hints, Focus),
            new OtherRowsExperiment(Sampler, Focus.HasDoubts),
            new RefusedTogetherExperiment(Refused),
        ];
    }

    /// <summary>What makes calls one after the other.</summary>
    /// <param name="trial">What the experiments share.</param>
    /// <param name="openFresh">Opens the model anew.</param>
    /// <param name="mayChange">Whether answers may change from call to call.</param>
    public IExperiment Calls(Trial trial, Func<FreshHost> openFresh, bool mayChange) =>
        new SequenceExperiment(Hints, new TurnsOfRows(Odd(trial, new Dice(Turns)), openFresh), mayChange);

    private OddRows Odd(Trial trial, Dice dice) => new(trial.Prober.Subject, trial.Pool.Layout, Hints, Focus, dice);
}
