using System.Globalization;
using TfKeyedExport.Serving.Versions;

namespace TfKeyedExport.Server.Rest;

/// <summary>A path under <c>/v1/models</c>, taken apart.</summary>
/// <param name="Verb">What is asked for.</param>
/// <param name="Model">The model's name; empty if the path has none.</param>
/// <param name="Choice">The version.</param>
internal sealed record RestRoute(RestVerb Verb, string Model, VersionChoice Choice)
{
    private const string Root = "/v1/models";

    /// <summary>Takes a path apart.</summary>
    /// <param name="path">The path as it was sent, still encoded, without a query.</param>
    /// <param name="isPost">Whether it is a call, not a question.</param>
    /// <returns>Null if it has another form.</returns>
    public static RestRoute? Parse(string path, bool isPost)
    {
        if (!path.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
            return null;
        ReadOnlySpan<char> rest = path.AsSpan(Root.Length);
        RestVerb verb = RestVerb.Status;
        if (isPost)
        {
            int colon = rest.LastIndexOf(':');
            if (colon < 0 || VerbOf(rest[(colon + 1)..]) is not { } asked)
                return null;
            verb = asked;
            rest = rest[..colon];
        }
        if (!TryTake(ref rest, out string model))
            return !isPost && rest.IsEmpty ? new RestRoute(verb, "", VersionChoice.Latest) : null;
        VersionChoice choice = VersionChoice.Latest;
        if (TakeWord(ref rest, "/versions"))
        {
            if (!TryTake(ref rest, out string number) || !IsNumber(number))
                return null;
            // A number that no version can have is said to be none, not to be malformed.
            choice = new VersionChoice(long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : -1, null);
        }
        else if (TakeWord(ref rest, "/labels"))
        {
            if (!TryTake(ref rest, out string label))
                return null;
            choice = new VersionChoice(null, label);
        }
        if (!isPost && rest.Equals("/metadata", StringComparison.OrdinalIgnoreCase))
            return new RestRoute(RestVerb.Metadata, model, choice);
        return rest.IsEmpty ? new RestRoute(verb, model, choice) : null;
    }

    private static RestVerb? VerbOf(ReadOnlySpan<char> word) =>
        word.Equals("predict", StringComparison.OrdinalIgnoreCase) ? RestVerb.Predict
        : word.Equals("classify", StringComparison.OrdinalIgnoreCase) ? RestVerb.Classify
        : word.Equals("regress", StringComparison.OrdinalIgnoreCase) ? RestVerb.Regress
        : null;

    // A slash, and what stands before the next; what stands for a slash or a colon in it is decoded only now.
    private static bool TryTake(ref ReadOnlySpan<char> rest, out string segment)
    {
        segment = "";
        if (rest.Length < 2 || rest[0] != '/')
            return false;
        int end = rest[1..].IndexOf('/');
        ReadOnlySpan<char> taken = end < 0 ? rest[1..] : rest.Slice(1, end);
        if (taken.IsEmpty || taken.Contains(':'))
            return false;
        segment = Uri.UnescapeDataString(taken);
        rest = rest[(taken.Length + 1)..];
        return true;
    }

    private static bool TakeWord(ref ReadOnlySpan<char> rest, string word)
    {
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || rest.Length <= word.Length || rest[word.Length] != '/')
            return false;
        rest = rest[word.Length..];
        return true;
    }

    private static bool IsNumber(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
