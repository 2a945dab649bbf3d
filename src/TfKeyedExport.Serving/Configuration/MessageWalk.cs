using TfKeyedExport.Formats.TextFormat;

namespace TfKeyedExport.Serving.Configuration;

/// <summary>
/// Goes through a tree that was read without types, and holds it against the types that it should have: unknown fields, those given twice, values of
/// another type. All that is wrong is gathered, not only the first.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class MessageWalk(string path, List<ConfigurationFault> faults)
{
    /// <summary>Adds a fault at a field.</summary>
    public void Wrong(TextField field, string what, string next) => faults.Add(ConfigurationText.At(path, field.Position, what, next));

    /// <summary>Goes through the fields of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="type">Its type's name, for messages.</param>
    /// <param name="rules">Every field that it may have.</param>
    public void Fields(TextMessage message, string type, params MessageRule[] rules)
    {
        var seen = new Dictionary<string, TextField>(StringComparer.Ordinal);
        foreach (TextField field in message.Fields)
        {
            MessageRule rule = Array.Find(rules, r => r.Name == field.Name && !field.IsBracketed);
            if (rule.Name is null)
                Unknown(field, type, rules);
            else if (rule.Repeated ? !field.IsEmptyList : IsFirst(field, rule, seen))
                rule.Read(field);
        }
    }

    /// <summary>Goes through the message that a field has; says so if it has none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">The type's name, for messages.</param>
    /// <param name="rules">Every field that it may have.</param>
    public void Message(TextField field, string type, params MessageRule[] rules)
    {
        if (field.Message is { } message)
            Fields(message, type, rules);
        else
            Wrong(field, $"{field.Name} is a {type}, and {field.Scalar} is none", $"Write {field.Name} {{ ... }}.");
    }

    private void Unknown(TextField field, string type, MessageRule[] rules)
    {
        string[] known = [.. rules.Select(r => r.Name)];
        string advice = NearestName.Find(field.Name, known) is { } nearest ? $"Did you mean {nearest}?" : $"It has: {string.Join(", ", known)}.";
        string name = field.IsBracketed ? $"[{field.Name}]" : $"'{field.Name}'";
        Wrong(field, $"{type} has no field {name}", known.Length == 0 ? "It has no fields at all." : advice);
    }

    private bool IsFirst(TextField field, MessageRule rule, Dictionary<string, TextField> seen)
    {
        if (field.InList)
        {
            Wrong(field, $"{field.Name} has one value, and no list", "Take the brackets away.");
            return false;
        }
        if (seen.TryAdd(rule.OneOf ?? rule.Name, field))
            return true;
        TextField first = seen[rule.OneOf ?? rule.Name];
        string what = first.Name == field.Name
            ? $"{field.Name} was given in line {first.Position.Line} already"
            : $"{field.Name} and {first.Name} (line {first.Position.Line}) exclude each other";
        Wrong(field, what, "Take one of them away.");
        return false;
    }
}
