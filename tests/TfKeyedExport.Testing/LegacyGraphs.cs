namespace TfKeyedExport.Testing;

/// <summary>TensorFlow 1's control flow at its smallest, as texts for <see cref="GraphText"/>.</summary>
public static class LegacyGraphs
{
    /// <summary>A conditional: <c>m</c> is -x if p holds, else x squared.</summary>
    public const string Conditional = """
        p Placeholder dtype=bool
        x Placeholder dtype=float
        s Switch x p T=float
        a Neg s:1 T=float
        b Square s T=float
        m Merge b a T=float N=2
        """;

    /// <summary>A loop: <c>r</c> is x doubled until it is 10 at least.</summary>
    public const string Loop = """
        x Placeholder dtype=float
        limit Const dtype=float value=10
        e Enter x T=float frame_name=loop
        le Enter limit T=float frame_name=loop is_constant=true
        v Merge e n T=float N=2
        less Less v le T=float
        c LoopCond less
        s Switch v c T=float
        two AddV2 s:1 s:1 T=float
        n NextIteration two T=float
        r Exit s T=float
        """;
}
