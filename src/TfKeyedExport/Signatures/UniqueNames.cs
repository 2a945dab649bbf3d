namespace TfKeyedExport.Signatures;

/// <summary>Hands out names that nothing else has, with a number at the end where one is taken: <c>x</c>, <c>x_1</c>, <c>x_2</c>.</summary>
/// <param name="taken">The names that are taken from the start.</param>
internal sealed class UniqueNames(IEnumerable<string>? taken = null)
{
    private readonly HashSet<string> _taken = new(taken ?? [], StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>Takes the wished name, or the first free one made of it.</summary>
    public string Take(string wish)
    {
        if (_taken.Add(wish))
            return wish;
        int number = _last.GetValueOrDefault(wish);
        string name;
        do
            name = $"{wish}_{++number}";
        while (!_taken.Add(name));
        _last[wish] = number;
        return name;
    }
}
