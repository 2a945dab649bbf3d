using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Tests.Servers;

/// <summary>What a server does to right answers before it sends them.</summary>
internal abstract class Mischief
{
    /// <summary>What is sent instead of an answer to some rows.</summary>
    /// <param name="inputs">The request.</param>
    /// <param name="outputs">The right answer.</param>
    /// <param name="others">How many other requests are under way.</param>
    public abstract Tensor[] Spoil(Tensor[] inputs, Tensor[] outputs, int others);

    /// <summary>Nothing.</summary>
    public static Mischief None { get; } = new Each((_, outputs, _) => outputs);

    /// <summary>Something that depends on the call only.</summary>
    public static Mischief Of(Func<Tensor[], Tensor[], Tensor[]> spoil) => new Each((inputs, outputs, _) => spoil(inputs, outputs));

    /// <summary>The keys of two rows of one call change places, once in so many rows, and only while others call.</summary>
    public static Mischief SwapKeysWithin(int rows) => new Seldom(rows, (outputs, _) => [outputs[0].Gather(Swapped(outputs[0])), .. outputs[1..]]);

    /// <summary>A key of a call before comes back in place of one, once in so many rows, and only while others call.</summary>
    public static Mischief SwapKeysBetween(int rows) => new Seldom(
        rows, (outputs, before) => before is null || outputs[0].Shape[0] == 0 ? outputs : [WithFirst(outputs[0], before[0]), .. outputs[1..]]);

    /// <summary>The answers of two rows of one call change places, once in so many rows, and only while others call.</summary>
    public static Mischief SwapAnswersWithin(int rows) => new Seldom(
        rows, (outputs, _) => [outputs[0], outputs[1].Gather(Swapped(outputs[0])), outputs[2].Gather(Swapped(outputs[0]))]);

    /// <summary>An answer of a call before comes back beside a key, once in so many rows, and only while others call.</summary>
    public static Mischief SwapAnswersBetween(int rows) => new Seldom(
        rows, (outputs, before) => before is null || outputs[0].Shape[0] == 0 ? outputs
            : [outputs[0], WithFirst(outputs[1], before[1]), WithFirst(outputs[2], before[2])]);

    private static int[] Swapped(Tensor rows)
    {
        int[] order = [.. Enumerable.Range(0, (int)rows.Shape[0])];
        if (order.Length > 1)
            (order[0], order[^1]) = (order[^1], order[0]);
        return order;
    }

    private static Tensor WithFirst(Tensor rows, Tensor other) =>
        TensorRows.Concatenate([other.Row(0), .. Enumerable.Range(1, (int)rows.Shape[0] - 1).Select(i => rows.Row(i))])!;

    private sealed class Each(Func<Tensor[], Tensor[], int, Tensor[]> spoil) : Mischief
    {
        public override Tensor[] Spoil(Tensor[] inputs, Tensor[] outputs, int others) => spoil(inputs, outputs, others);
    }

    private sealed class Seldom(int every, Func<Tensor[], Tensor[]?, Tensor[]> spoil) : Mischief
    {
        private readonly Lock _lock = new();
        private long _rows;
        private Tensor[]? _before;

        public override Tensor[] Spoil(Tensor[] inputs, Tensor[] outputs, int others)
        {
            lock (_lock)
            {
                Tensor[]? before = _before;
                int rows = (int)outputs[0].Shape[0];
                if (rows == 0)
                    return outputs;
                _before = outputs;
                if (others == 0 || rows < 2)
                    return outputs;
                _rows += rows;
                if (_rows < every)
                    return outputs;
                _rows = 0;
                return spoil(outputs, before);
            }
        }
    }
}
