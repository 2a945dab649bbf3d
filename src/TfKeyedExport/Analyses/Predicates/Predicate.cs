using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>
/// A truth value of a graph, taken apart into the comparisons that it is made of, so that it can be told how far values are from making it true or false.
/// </summary>
internal abstract record Predicate
{
    /// <summary>The tensors that it is told of.</summary>
    public abstract IEnumerable<NodeOutput> Leaves { get; }

    /// <summary>
    /// How far it is from one of the truth values; null if it cannot be told. Where the graph reduces elements to one, each row keeps a number of its own.
    /// </summary>
    /// <param name="values">The leaves' values.</param>
    /// <param name="goal">What is wanted.</param>
    public abstract Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal);

    /// <summary>A comparison of numbers.</summary>
    public sealed record Compared(Comparison By, NodeOutput Left, NodeOutput Right) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => [Left, Right];

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) =>
            values(Left) is { } left && values(Right) is { } right ? Distances.Of(left, right, (l, r) => By.Distance(l, r, goal)) : null;
    }

    /// <summary>A number that is one that is known, as the one that chooses a branch.</summary>
    public sealed record Chosen(NodeOutput Number, double Value) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => [Number];

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) =>
            values(Number) is { } number ? Distances.Of(number, n => Comparison.Equal.Distance(n, Value, goal)) : null;
    }

    /// <summary>A truth value of which nothing is known but whether it is true.</summary>
    public sealed record Opaque(NodeOutput Truth) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => [Truth];

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) =>
            values(Truth) is { } truth ? Distances.Of(truth, t => t != 0 == goal.Wanted ? 0 : 1) : null;
    }

    /// <summary>The contrary of another one.</summary>
    public sealed record Not(Predicate Inner) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => Inner.Leaves;

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) => Inner.Of(values, goal.Not);
    }

    /// <summary>Two of which both have to hold, or one.</summary>
    public sealed record Both(Predicate Left, Predicate Right, bool IsEither) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => Left.Leaves.Concat(Right.Leaves);

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) =>
            Left.Of(values, goal) is { } left && Right.Of(values, goal) is { } right
                ? Distances.Of(left, right, goal.Wanted == IsEither ? Math.Min : (l, r) => l + r)
                : null;
    }

    /// <summary>Elements of which one has to hold, or all.</summary>
    public sealed record Reduced(Predicate Inner, bool IsAny) : Predicate
    {
        /// <inheritdoc/>
        public override IEnumerable<NodeOutput> Leaves => Inner.Leaves;

        /// <inheritdoc/>
        public override Distances? Of(Func<NodeOutput, Tensor?> values, Goal goal) =>
            Inner.Of(values, goal)?.ByRow(goal.Wanted == IsAny ? Enumerable.Min : Enumerable.Sum);
    }
}
