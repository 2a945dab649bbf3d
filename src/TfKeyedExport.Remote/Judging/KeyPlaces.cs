using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Judging;

/// <summary>Where each row of an answer stood in the request, as its key tells.</summary>
internal static class KeyPlaces
{
    /// <summary>The places; null if the keys that came back are not those that were sent, each once.</summary>
    /// <param name="sent">The keys that were sent.</param>
    /// <param name="got">The keys that came back.</param>
    /// <param name="isAnswer">Of equal keys, whether what stands in a row of the answer is right for a row of the request.</param>
    public static int[]? Find(Tensor sent, Tensor got, Func<int, int, bool> isAnswer)
    {
        int rows = (int)sent.Shape[0];
        ILookup<string, int> places = Enumerable.Range(0, rows).ToLookup(i => Text(sent, i), StringComparer.Ordinal);
        int[] found = new int[rows];
        bool[] taken = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            int[] free = [.. places[Text(got, i)].Where(p => !taken[p])];
            if (free.Length == 0)
                return null;
            int place = free.Length == 1 ? free[0] : Choose(free, i, isAnswer);
            taken[place] = true;
            found[i] = place;
        }
        return found;
    }

    /// <summary>The first row whose key was not sent, or came twice; and the row of the request whose key it is, -1 if it is none of this call's.</summary>
    public static (int Row, int Owner) FirstWrong(Tensor sent, Tensor got)
    {
        int row = Enumerable.Range(0, (int)sent.Shape[0]).First(i => !RowEquality.Same(got, i, sent, i));
        return (row, Enumerable.Range(0, (int)sent.Shape[0]).FirstOrDefault(j => RowEquality.Same(got, row, sent, j), -1));
    }

    // Its own place first: most servers keep the order.
    private static int Choose(int[] free, int row, Func<int, int, bool> isAnswer)
    {
        int[] ordered = free.Contains(row) ? [row, .. free] : free;
        return Array.FindIndex(ordered, place => isAnswer(row, place)) is >= 0 and int right ? ordered[right] : ordered[0];
    }

    private static string Text(Tensor keys, int row)
    {
        Tensor one = keys.Row(row);
        return one.Type == DataType.String
            ? string.Join(',', Enumerable.Range(0, one.Count).Select(i => Convert.ToHexString(one.Strings[i])))
            : Convert.ToHexString(one.Bytes.Span);
    }
}
