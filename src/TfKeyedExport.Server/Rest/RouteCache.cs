using System.Collections.Concurrent;

namespace TfKeyedExport.Server.Rest;

/// <summary>Paths of calls that were taken apart before.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class RouteCache(int most)
{
    private const int LongestKept = 256;

    private readonly ConcurrentDictionary<string, RestRoute> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The route of a path; null if it has another form.</summary>
    public RestRoute? Find(string path)
    {
        if (_known.TryGetValue(path, out RestRoute? route))
            return route;
        route = RestRoute.Parse(path, isPost: true);
        if (route is not null && path.Length <= LongestKept && Volatile.Read(ref _count) < most && _known.TryAdd(path, route))
            Interlocked.Increment(ref _count);
        return route;
    }
}
