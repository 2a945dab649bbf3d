using System.Globalization;
using TfKeyedExport.Functions;

namespace TfKeyedExport.Keying.Plans;

/// <summary>What a keyed signature is made of.</summary>
public abstract record KeyingSource
{
    /// <summary>How <see cref="KeyingRequest.From"/> spells functions.</summary>
    internal const string FunctionPrefix = "function:";

    private KeyingSource()
    {
    }

    /// <summary>An existing signature.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Signature(string Name) : KeyingSource
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>A function that the model was saved with.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Trace">The trace that was chosen.</param>
    public sealed record Function(string Name, FunctionTrace Trace) : KeyingSource
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FunctionPrefix}{Name}:{Trace.Index}");
    }
}
