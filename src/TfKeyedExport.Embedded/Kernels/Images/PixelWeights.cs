namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary>For each pixel of a result along one dimension: which pixels of the original it is made of, and with what weights.</summary>
/// <remarks>All of them have room for as many weights; the first of them may be zeros.</remarks>
internal interface IPixelWeights
{
    /// <summary>The most pixels that one is made of.</summary>
    int Width(int from, int to);

    /// <summary>Finds the pixels of one.</summary>
    /// <param name="pixel">The pixel of the result.</param>
    /// <param name="from">Pixels of the original.</param>
    /// <param name="to">Pixels of the result.</param>
    /// <param name="places">Where the pixels of the original go; all of them exist.</param>
    /// <param name="weights">Where their weights go.</param>
    void Find(int pixel, int from, int to, Span<int> places, Span<float> weights);
}

/// <summary>Two neighbours, the nearer the more.</summary>
internal readonly struct BilinearWeights(Sampling sampling) : IPixelWeights
{
    public int Width(int from, int to) => 2;

    public void Find(int pixel, int from, int to, Span<int> places, Span<float> weights)
    {
        float place = sampling.Place(pixel, sampling.Scale(from, to)), below = MathF.Floor(place);
        places[0] = Math.Clamp((int)below, 0, from - 1);
        places[1] = Math.Clamp((int)MathF.Ceiling(place), 0, from - 1);
        (weights[0], weights[1]) = (1 - (place - below), place - below);
    }
}

/// <summary>Four neighbours under a cubic curve, which TensorFlow looks up in a table of 1024 steps.</summary>
internal readonly struct BicubicWeights(Sampling sampling) : IPixelWeights
{
    private const int Steps = 1024;
    private const float Least = 1000 * 1.17549435e-38f;

    public int Width(int from, int to) => 4;

    public void Find(int pixel, int from, int to, Span<int> places, Span<float> weights)
    {
        float place = sampling.Place(pixel, sampling.Scale(from, to));
        int below = (int)MathF.Floor(place);
        float step = MathF.Round((place - below) * Steps) / Steps;
        float curve = sampling.HalfPixelCenters ? -0.5f : -0.75f, sum = 0;
        for (int i = 0; i < 4; i++)
        {
            int at = below - 1 + i;
            places[i] = Math.Clamp(at, 0, from - 1);
            float distance = Math.Abs(i - 1 - step);
            weights[i] = distance <= 1 ? (((((curve + 2) * distance) - (curve + 3)) * distance) * distance) + 1
                : ((((curve * distance) - (5 * curve)) * distance) + (8 * curve)) * distance - (4 * curve);
            // With centres, pixels outside do not count, and the others make up for them.
            if (sampling.HalfPixelCenters && places[i] != at)
                weights[i] = 0;
            sum += weights[i];
        }
        for (int i = 0; i < 4 && sampling.HalfPixelCenters && Math.Abs(sum) >= Least; i++)
            weights[i] /= sum;
    }
}

/// <summary>All pixels under one of the result, each with the part of it that is covered.</summary>
internal readonly struct AreaWeights(Sampling sampling) : IPixelWeights
{
    public int Width(int from, int to) => (int)Math.Min(MathF.Ceiling(Scale(from, to)) + 2, int.MaxValue / 4);

    public void Find(int pixel, int from, int to, Span<int> places, Span<float> weights)
    {
        float scale = Scale(from, to), begin = pixel * scale, end = (pixel + 1) * scale;
        int first = (int)MathF.Floor(begin), last = (int)MathF.Ceiling(end);
        places.Clear();
        weights.Clear();
        for (int i = first; i < last && i - first < places.Length; i++)
        {
            places[i - first] = Math.Clamp(i, 0, from - 1);
            float covered = i < begin ? (i + 1 > end ? scale : i + 1 - begin) : i + 1 > end ? end - i : 1;
            weights[i - first] = covered / scale;
        }
    }

    // Of one pixel the corners say nothing.
    private float Scale(int from, int to) => from == 1 ? 1f / to : sampling.Scale(from, to);
}
