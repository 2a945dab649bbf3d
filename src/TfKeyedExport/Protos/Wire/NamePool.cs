using System.Text;

namespace TfKeyedExport.Protos.Wire;

/// <summary>Makes one string of each name, however often a model repeats it: names of operations, attributes and output arguments.</summary>
internal sealed class NamePool
{
    private readonly Utf8Index _index = new(64);
    private readonly List<string> _names = [];

    /// <summary>The string of some bytes.</summary>
    /// <param name="name">The bytes, UTF-8. They are kept: they must not change.</param>
    public string Get(ReadOnlyMemory<byte> name)
    {
        int number = _index.Find(name.Span);
        if (number < 0)
        {
            number = _index.Add(name);
            _names.Add(Encoding.UTF8.GetString(name.Span));
        }
        return _names[number];
    }
}
