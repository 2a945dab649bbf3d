namespace TfKeyedExport.Operations;

/// <summary>What an operation does outside the model that names it.</summary>
/// <param name="Does">In words, such as <c>reads files</c>.</param>
internal sealed record OutsideOperation(string Does)
{
    /// <summary>The inputs that name files, of an operation that only reads them: with the model's own files it stays inside. Empty for every other.</summary>
    public int[] FileInputs { get; init; } = [];

    /// <summary>
    /// The attribute that names files or addresses; without it, and with <see cref="Harmless"/>, nothing outside is reached. Null if there is none.
    /// </summary>
    public string? Attribute { get; init; }

    /// <summary>What <see cref="Attribute"/> may begin with without leading out.</summary>
    public string[] Harmless { get; init; } = [];

    /// <summary>Whether it calls Python code that was left behind in another process: that is nowhere to be had, so no permission helps.</summary>
    public bool NeedsPython { get; init; }
}
