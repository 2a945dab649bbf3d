namespace TfKeyedExport.Keying.Warmup;

/// <summary>
/// What happens to the calls that TF Serving makes while it loads the model: unchanged, those of a keyed signature would make it refuse the model.
/// </summary>
/// <param name="Keyed">How many get a made-up key.</param>
/// <param name="Moved">How many go to the name under which the replaced signature is kept.</param>
/// <param name="Unchanged">How many call something else and stay byte for byte.</param>
/// <param name="Dropped">How many are left out, because the keyed signature cannot answer them.</param>
/// <param name="WhyDropped">Why the first of them is.</param>
/// <param name="Obstacle">Why the whole file is left out; null if it is not.</param>
public sealed record WarmupPlan(int Keyed, int Moved, int Unchanged, int Dropped, string? WhyDropped, string? Obstacle)
{
    /// <summary>The file in a model's folder.</summary>
    public const string FileName = "assets.extra/tf_serving_warmup_requests";

    /// <summary>Whether the file is written anew or left out; else it is carried over as it is.</summary>
    public bool Changes => Obstacle is not null || Keyed + Moved + Dropped > 0;

    /// <summary>What happens in a sentence.</summary>
    public override string ToString()
    {
        if (Obstacle is not null)
            return $"the warm-up calls in {FileName} are left out: {Obstacle}";
        var parts = new List<string>();
        if (Keyed > 0)
            parts.Add($"{Keyed} {(Keyed == 1 ? "gets" : "get")} a made-up key for each row");
        if (Moved > 0)
            parts.Add($"{Moved} {(Moved == 1 ? "calls" : "call")} the old form under the name that is kept");
        if (Dropped > 0)
            parts.Add($"{Dropped} {(Dropped == 1 ? "is" : "are")} left out ({WhyDropped})");
        if (Unchanged > 0)
            parts.Add($"{Unchanged} {(Unchanged == 1 ? "stays as it is" : "stay as they are")}");
        return $"of the warm-up calls in {FileName}, {string.Join(", ", parts)}";
    }
}
