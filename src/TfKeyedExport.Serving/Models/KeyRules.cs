using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>What a request's keys must be like.</summary>
/// <param name="duplicates">What is done about equal keys.</param>
/// <param name="requirePrefix">Whether keys must begin with what their client may use.</param>
internal sealed class KeyRules(DuplicateKeys duplicates, bool requirePrefix)
{
    /// <summary>No rules.</summary>
    public static KeyRules None { get; } = new(DuplicateKeys.Allow, requirePrefix: false);

    /// <summary>Holds keys against the rules.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="client">Who sends them.</param>
    /// <returns>Whether two are equal, and that is to be told and not refused.</returns>
    /// <exception cref="ServingFault">A rule is broken.</exception>
    public bool Check(string name, Tensor keys, Client client)
    {
        if (requirePrefix)
            CheckPrefixes(name, keys, client);
        if (duplicates == DuplicateKeys.Allow || keys.Count < 2 || FirstEqual(keys) is not { } row)
            return false;
        return duplicates == DuplicateKeys.Warn ? true : throw ServingFault.Invalid($"two rows have one key: '{name}' of row {row} is there before");
    }

    private static void CheckPrefixes(string name, Tensor keys, Client client)
    {
        if (keys.Type != DataType.String)
            throw new ServingFault(Code.PermissionDenied, $"keys must begin with their client's prefix, and '{name}' is no string");
        for (int row = 0; row < keys.Count; row++)
        {
            ReadOnlySpan<byte> key = keys.Strings[row];
            bool allowed = false;
            foreach (byte[] prefix in client.Prefixes)
                allowed |= key.StartsWith(prefix);
            if (!allowed)
                throw new ServingFault(Code.PermissionDenied, $"'{name}' of row {row} does not begin with a prefix that this client may use");
        }
    }

    private static int? FirstEqual(Tensor keys)
    {
        if (keys.Type != DataType.String)
            return FirstEqualElement(keys);
        var seen = new HashSet<Bytes>(keys.Count);
        for (int row = 0; row < keys.Count; row++)
        {
            if (!seen.Add(new Bytes(keys.Strings, row)))
                return row;
        }
        return null;
    }

    private static int? FirstEqualElement(Tensor keys)
    {
        int width = keys.Type.Size();
        var seen = new HashSet<string>(keys.Count, StringComparer.Ordinal);
        for (int row = 0; row < keys.Count; row++)
        {
            if (!seen.Add(Convert.ToHexString(keys.Bytes.Span.Slice(row * width, width))))
                return row;
        }
        return null;
    }

    private readonly struct Bytes(StringValues values, int index) : IEquatable<Bytes>
    {
        private ReadOnlySpan<byte> Span => values[index];

        public bool Equals(Bytes other) => Span.SequenceEqual(other.Span);

        public override bool Equals(object? obj) => obj is Bytes other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Span);
            return hash.ToHashCode();
        }
    }
}
