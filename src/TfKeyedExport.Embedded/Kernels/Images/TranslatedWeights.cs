namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary>The pixels under a curve around a scaled and moved place; without antialiasing the curve is never wider than in the original.</summary>
internal readonly struct TranslatedWeights : IPixelWeights
{
    private const float Least = 1000 * 1.17549435e-38f;

    private readonly ResampleCurve _curve;
    private readonly float _step;
    private readonly float _origin;
    private readonly float _wide;

    public TranslatedWeights(ResampleCurve curve, float scale, float translation, bool antialias)
    {
        _curve = curve;
        _step = 1 / scale;
        _origin = -_step * translation;
        _wide = antialias ? Math.Max(_step, 1) : 1;
    }

    public int Width(int from, int to) => (int)Math.Min((2 * Math.Ceiling(_curve.Radius * (double)_wide)) + 1, from);

    public void Find(int pixel, int from, int to, Span<int> places, Span<float> weights)
    {
        places.Clear();
        weights.Clear();
        float place = ((pixel + 0.5f) * _step) + _origin;
        // NaN included.
        if (!(place >= 0 && place <= from))
            return;
        float reach = _curve.Radius * _wide;
        int first = Math.Clamp((int)MathF.Ceiling(place - reach - 0.5f), 0, from - 1);
        int last = Math.Clamp((int)MathF.Floor(place + reach - 0.5f), 0, from - 1);
        float sum = 0;
        for (int i = 0; i <= last - first && i < places.Length; i++)
        {
            places[i] = first + i;
            weights[i] = _curve.At(Math.Abs((first + i + 0.5f - place) / _wide));
            sum += weights[i];
        }
        for (int i = 0; i < weights.Length && Math.Abs(sum) >= Least; i++)
            weights[i] /= sum;
    }
}

/// <summary>The curve that a pixel's weight follows by its distance.</summary>
/// <param name="name">TensorFlow's name of it.</param>
internal readonly struct ResampleCurve(string name)
{
    private readonly string _name = name;

    /// <summary>Where the curve ends.</summary>
    public float Radius { get; } = name switch
    {
        "lanczos1" or "box" or "triangle" => 1,
        "lanczos3" => 3,
        "lanczos5" => 5,
        "gaussian" => 1.5f,
        _ => 2,
    };

    /// <summary>Whether TensorFlow has a curve of this name.</summary>
    public static bool IsKnown(string name) =>
        name is "lanczos1" or "lanczos3" or "lanczos5" or "gaussian" or "box" or "triangle" or "keyscubic" or "mitchellcubic";

    /// <summary>The weight at a distance, which is not negative.</summary>
    public float At(float x) => _name switch
    {
        "box" => x < 0.5f ? 1 : x == 0.5f ? 0.5f : 0,
        "triangle" => x < 1 ? 1 - x : 0,
        "gaussian" => x >= Radius ? 0 : MathF.Exp(-x * x / 0.5f),
        "keyscubic" => x >= 2 ? 0 : x >= 1 ? (((((-0.5f * x) + 2.5f) * x) - 4) * x) + 2 : ((((1.5f * x) - 2.5f) * x) * x) + 1,
        "mitchellcubic" => x >= 2 ? 0 : x >= 1
            ? (((((-7f / 18 * x) + 2) * x) - (10f / 3)) * x) + (16f / 9)
            : ((((7f / 6 * x) - 2) * x) * x) + (8f / 9),
        _ => x > Radius ? 0 : x <= 1e-3f ? 1 : Radius * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * x / Radius) / (MathF.PI * MathF.PI * x * x),
    };
}
