using System.Collections;

namespace TfKeyedExport.Handoff.Yaml;

/// <summary>A part of a YAML document.</summary>
internal abstract class YamlNode
{
    /// <summary>A text.</summary>
    public static implicit operator YamlNode(string text) => new YamlText(text, IsPlain: false);

    /// <summary>A whole number.</summary>
    public static implicit operator YamlNode(int number) => new YamlText(number.ToString(System.Globalization.CultureInfo.InvariantCulture), IsPlain: true);

    /// <summary>A truth.</summary>
    public static implicit operator YamlNode(bool truth) => new YamlText(truth ? "true" : "false", IsPlain: true);
}

/// <summary>A single value.</summary>
internal sealed class YamlText(string value, bool IsPlain) : YamlNode
{
    /// <summary>What it says.</summary>
    public string Value => value;

    /// <summary>Whether it is no text: then it stands without quotes.</summary>
    public bool IsPlain { get; } = IsPlain;
}

/// <summary>Values by name, in their order.</summary>
internal sealed class YamlMap : YamlNode, IEnumerable<(string Key, YamlNode Value, string? Comment)>
{
    private readonly List<(string Key, YamlNode Value, string? Comment)> _entries = [];

    /// <summary>Adds an entry.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="comment">Lines that stand before it.</param>
    public void Add(string key, YamlNode value, string? comment = null) => _entries.Add((key, value, comment));

    /// <inheritdoc/>
    public IEnumerator<(string Key, YamlNode Value, string? Comment)> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Values in a row.</summary>
internal sealed class YamlList : YamlNode, IEnumerable<YamlNode>
{
    private readonly List<YamlNode> _items = [];

    /// <summary>A list of texts.</summary>
    public static YamlList Of(IEnumerable<string> texts)
    {
        var list = new YamlList();
        foreach (string text in texts)
            list.Add(text);
        return list;
    }

    /// <summary>Adds a value.</summary>
    public void Add(YamlNode item) => _items.Add(item);

    /// <inheritdoc/>
    public IEnumerator<YamlNode> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
