using TfKeyedExport.Protos;
using TfKeyedExport.Text;

namespace TfKeyedExport.Functions;

/// <summary>Finds functions by the names that lead to them from the root object.</summary>
internal static class FunctionPaths
{
    // What no real model comes near: the graph is not to be trusted, and each path is text of its own.
    private const int MaxDepth = 32;
    private const int MaxFunctions = 10_000;
    private const int MaxPathLength = 1000;
    private const int MaxSteps = 100_000;

    /// <summary>The function that a path of names joined by dots or slashes leads to; names may hold dots and slashes themselves.</summary>
    public static int? Find(ObjectGraphView objects, string path)
    {
        var seen = new HashSet<(int Id, int Start)>();
        var waiting = new Stack<(int Id, int Start)>([(ObjectGraphView.Root, 0)]);
        while (waiting.TryPop(out (int Id, int Start) place) && seen.Count < MaxSteps)
        {
            if (!seen.Add(place))
                continue;
            // The longest name goes on the stack last and is followed first.
            foreach (ObjectReference child in objects.Object(place.Id).Children.OrderBy(c => c.LocalName.Length))
            {
                if (!path.AsSpan(place.Start).StartsWith(child.LocalName, StringComparison.Ordinal))
                    continue;
                int end = place.Start + child.LocalName.Length;
                if (end < path.Length && path[end] is '.' or '/')
                    waiting.Push((child.NodeId, end + 1));
                else if (end == path.Length && objects.Object(child.NodeId).Function is not null)
                    return child.NodeId;
            }
        }
        return null;
    }

    /// <summary>The functions of all objects but the root, breadth first; each by the shortest way to it.</summary>
    public static IEnumerable<(string Path, int Id)> BelowRoot(ObjectGraphView objects)
    {
        var seen = new HashSet<int> { ObjectGraphView.Root };
        // The root's own functions may be reached by a longer way too.
        foreach (ObjectReference child in objects.Object(ObjectGraphView.Root).Children)
        {
            if (objects.Object(child.NodeId).Function is not null)
                seen.Add(child.NodeId);
        }
        var waiting = new Queue<(int Id, string Path, int Depth)>([(ObjectGraphView.Root, "", 0)]);
        int found = 0;
        while (waiting.TryDequeue(out (int Id, string Path, int Depth) place))
        {
            foreach (ObjectReference child in objects.Object(place.Id).Children.OrderBy(c => c.LocalName, CodePointOrder.Instance))
            {
                if (place.Path.Length + child.LocalName.Length >= MaxPathLength || !seen.Add(child.NodeId))
                    continue;
                string path = place.Path.Length == 0 ? child.LocalName : $"{place.Path}.{child.LocalName}";
                if (objects.Object(child.NodeId).Function is not null)
                {
                    if (found++ == MaxFunctions)
                        yield break;
                    yield return (path, child.NodeId);
                }
                else if (place.Depth < MaxDepth)
                {
                    waiting.Enqueue((child.NodeId, path, place.Depth + 1));
                }
            }
        }
    }
}
