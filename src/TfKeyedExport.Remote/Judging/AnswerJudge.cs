using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Judging;

/// <summary>Holds an answer against what was sent and what each row gets by itself. Thread-safe.</summary>
/// <param name="rows">The rows and their keys.</param>
/// <param name="known">What rows get by themselves.</param>
/// <param name="changing">The outputs that change from call to call with nothing else: no answer of theirs is right.</param>
internal sealed class AnswerJudge(RemoteRows rows, KnownAnswers known, IReadOnlySet<int> changing)
{
    private readonly long[] _rounded = new long[rows.Signature.Outputs.Count];
    private long _jumbled;
    private long _contagious;

    /// <summary>How many answers of an output rounding had to explain.</summary>
    public long Rounded(int output) => Volatile.Read(ref _rounded[output]);

    /// <summary>How many answers came in another order than their rows were sent, each beside its own key.</summary>
    public long Jumbled => Volatile.Read(ref _jumbled);

    /// <summary>How many answers were no number beside rows that hold none.</summary>
    public long Contagious => Volatile.Read(ref _contagious);

    /// <summary>What is wrong with an answer: at most one thing an output.</summary>
    public IReadOnlyList<Wrong> Judge(RemoteCall call, Tensor[] outputs)
    {
        var wrongs = new List<Wrong>();
        int count = call.Rows.Length;
        for (int o = 0; o < outputs.Length; o++)
        {
            if (outputs[o].Type != rows.Signature.Outputs[o].Type)
                wrongs.Add(Whole(call, o, outputs[o], call.Property, null, $"{rows.Signature.Outputs[o].Type.Name()} is declared, and {outputs[o]} came"));
            else if (outputs[o].Shape.Rank > 0 ? outputs[o].Shape[0] != count : known.HasRows(o))
                wrongs.Add(Whole(call, o, outputs[o], PropertyNames.RowCount, Reason.RowCount, $"{count} rows were sent, and {outputs[o]} came back"));
        }
        int[] places = [.. Enumerable.Range(0, count)];
        for (int o = 0; o < outputs.Length; o++)
        {
            if (rows.KeyInput(o) is { } input && !wrongs.Exists(w => w.Output == o) && JudgeKeys(call, o, input, outputs, ref places) is { } wrong)
                wrongs.Add(wrong);
        }
        for (int o = 0; o < outputs.Length; o++)
        {
            if (rows.KeyInput(o) is null && outputs[o].Shape.Rank > 0 && !changing.Contains(o) && !wrongs.Exists(w => w.Output == o)
                && JudgeValues(call, o, outputs[o], places) is { } wrong)
                wrongs.Add(wrong);
        }
        return wrongs;
    }

    private Wrong? JudgeKeys(RemoteCall call, int output, int input, Tensor[] outputs, ref int[] places)
    {
        Tensor sent = call.Inputs[input], got = outputs[output];
        if (!call.HasEqualKeys && RowEquality.Same(sent, got))
            return null;
        if (sent.Shape != got.Shape)
            return Whole(call, output, got, PropertyNames.KeysComeBack, null, $"keys were sent as {sent} and came back as {got}");
        if (sent.Shape.Rank == 0)
        {
            return RowEquality.Same(sent, got) ? null
                : Whole(call, output, got, PropertyNames.KeysComeBack, null, "the key that came back is not the one that was sent");
        }
        if (KeyPlaces.Find(sent, got, (row, place) => IsAnswer(call, outputs, row, place)) is { } found)
        {
            // Rows that come in another order, each beside its key, are what keys are for.
            if (Array.FindIndex(found, p => found[p] != p) >= 0)
                Interlocked.Increment(ref _jumbled);
            places = found;
            return null;
        }
        (int row, int owner) = KeyPlaces.FirstWrong(sent, got);
        bool isOthers = owner < 0 && rows.Mint(input)?.Knows(got, row) == true;
        return new Wrong(
            output, PropertyNames.KeysComeBack, owner >= 0 || isOthers ? Reason.RowsMix : null, call, row, sent.Row(row), got.Row(row),
            owner >= 0 ? "a key came back in place of another one of its call"
            : isOthers ? "the key that came back is another call's" : "the key that came back is not the one that was sent");
    }

    private bool IsAnswer(RemoteCall call, Tensor[] outputs, int row, int place) => call.Rows[place] < 0 || Enumerable.Range(0, outputs.Length).All(
        o => rows.KeyInput(o) is not null || outputs[o].Shape.Rank == 0 || outputs[o].Shape[0] != call.Rows.Length || changing.Contains(o)
            || known.Is(o, outputs[o], row, call.Rows[place]));

    private Wrong? JudgeValues(RemoteCall call, int output, Tensor got, int[] places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int row = call.Rows[places[i]];
            if (row < 0)
                continue;
            Tensor expected = known.Of(output, row);
            if (RowEquality.Same(got, i, expected, 0))
                continue;
            if (known.IsRounding(output, got, i, row))
            {
                Interlocked.Increment(ref _rounded[output]);
                continue;
            }
            // Zero times infinity is no number: what odd rows of the same call hold may reach others so, and no client takes it for an answer.
            if (Array.Exists(call.Rows, r => r < 0) && BecameNoNumber(got, i, expected))
            {
                Interlocked.Increment(ref _contagious);
                continue;
            }
            (Reason reason, string how) = Explain(call, output, got, i, row);
            return new Wrong(output, call.Property, reason, call, places[i], expected, got.Row(i), how);
        }
        return null;
    }

    private (Reason Reason, string How) Explain(RemoteCall call, int output, Tensor got, int place, int row)
    {
        if (!got.SameRowShape(known.Of(output, row)))
            return (Reason.Width, "a row's answer has another shape than by itself");
        if (known.Owner(output, got, place, call.Rows.Where(r => r >= 0 && r != row).Distinct()) >= 0)
            return (Reason.Order, "a key came back beside the answer to another row of its call");
        return known.Owner(output, got, place, Enumerable.Range(0, known.Count)) >= 0
            ? (Reason.RowsMix, "a key came back beside the answer to a row of another call")
            : (Reason.RowsMix, "a row gets another answer in company than by itself");
    }

    private static bool BecameNoNumber(Tensor got, int place, Tensor expected)
    {
        int parts = Numbers.PartsPerElement(got.Type);
        if (parts == 0 || !got.SameRowShape(expected))
            return false;
        int length = got.RowLength() * parts;
        return Enumerable.Range(0, length).All(i =>
            double.IsNaN(Numbers.At(got, (place * length) + i)) || Numbers.At(got, (place * length) + i).Equals(Numbers.At(expected, i)));
    }

    private static Wrong Whole(RemoteCall call, int output, Tensor got, string property, Reason? reason, string how) =>
        new(output, property, reason, call, -1, null, got, how);
}
