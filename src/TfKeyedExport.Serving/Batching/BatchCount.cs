namespace TfKeyedExport.Serving.Batching;

/// <summary>How many batches are going to be made of the requests that wait.</summary>
/// <param name="settings">The rules.</param>
/// <remarks>
/// Without cutting it depends on the order in which requests are taken, which is known when they are: with one client it is exact, with several it is what it
/// would be if they were taken in the order in which they came, and never less than their rows need.
/// </remarks>
internal sealed class BatchCount(BatchSettings settings)
{
    private long _rows;
    private int _last;

    /// <summary>How many batches.</summary>
    public int Value { get; private set; }

    /// <summary>How many rows still fit the last of them; 0 if there is none.</summary>
    public int Room => Value == 0 || settings.IsSolo ? 0 : settings.MaxExecutionSize - _last;

    /// <summary>Whether one of them is full, so that it need not wait for more.</summary>
    public bool HasFull => settings.IsSolo ? Value > 0 : Value > 1 || (Value == 1 && Room <= 0);

    /// <summary>A request came.</summary>
    public void Add(int rows)
    {
        _rows += rows;
        if (settings.IsSolo)
        {
            Value++;
        }
        else if (settings.SplitsLarge)
        {
            Recount();
        }
        else if (Value > 0 && rows <= Room)
        {
            _last += rows;
        }
        else
        {
            Value++;
            _last = rows;
        }
    }

    /// <summary>A batch was taken.</summary>
    public void Take(int rows)
    {
        _rows -= rows;
        if (settings.IsSolo || (!settings.SplitsLarge && _rows > 0 && Value - 1 >= Dense))
            Value--;
        else
            Recount();
    }

    private int Dense => (int)Math.Min(int.MaxValue, (_rows + settings.MaxExecutionSize - 1) / settings.MaxExecutionSize);

    private void Recount()
    {
        Value = Dense;
        _last = (int)(_rows - ((long)(Value - 1) * settings.MaxExecutionSize));
    }
}
