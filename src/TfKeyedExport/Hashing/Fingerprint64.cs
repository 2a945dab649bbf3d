using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TfKeyedExport.Hashing;

/// <summary>FarmHash's 64-bit fingerprint: what TensorFlow's hash buckets and model fingerprints are made of. Stable for ever.</summary>
public static class Fingerprint64
{
    private const ulong K0 = 0xC3A5C85C97CB3127;
    private const ulong K1 = 0xB492B66FBE98F273;
    private const ulong K2 = 0x9AE16A3B2F90404F;

    /// <summary>The fingerprint of some bytes.</summary>
    public static ulong Compute(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        <= 16 => UpTo16(bytes),
        <= 32 => UpTo32(bytes),
        <= 64 => UpTo64(bytes),
        _ => Long(bytes),
    };

    /// <summary>Joins two fingerprints into one, as TensorFlow's <c>FingerprintCat64</c> does.</summary>
    public static ulong Concat(ulong first, ulong second)
    {
        const ulong Multiplier = 0xC6A4A7935BD1E995;
        ulong result = first ^ Multiplier;
        result ^= ShiftMix(second * Multiplier) * Multiplier;
        result *= Multiplier;
        result = ShiftMix(result) * Multiplier;
        return ShiftMix(result);
    }

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        if (s.Length >= 8)
        {
            ulong mul = K2 + ((ulong)s.Length * 2);
            ulong a = Fetch64(s, 0) + K2;
            ulong b = Fetch64(s, s.Length - 8);
            ulong c = (BitOperations.RotateRight(b, 37) * mul) + a;
            ulong d = (BitOperations.RotateRight(a, 25) + b) * mul;
            return Mix(c, d, mul);
        }
        if (s.Length >= 4)
        {
            ulong mul = K2 + ((ulong)s.Length * 2);
            ulong a = Fetch32(s, 0);
            return Mix((ulong)s.Length + (a << 3), Fetch32(s, s.Length - 4), mul);
        }
        if (s.Length > 0)
        {
            uint y = s[0] + ((uint)s[s.Length >> 1] << 8);
            uint z = (uint)s.Length + ((uint)s[^1] << 2);
            return ShiftMix((y * K2) ^ (z * K0)) * K2;
        }
        return K2;
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        ulong mul = K2 + ((ulong)s.Length * 2);
        ulong a = Fetch64(s, 0) * K1;
        ulong b = Fetch64(s, 8);
        ulong c = Fetch64(s, s.Length - 8) * mul;
        ulong d = Fetch64(s, s.Length - 16) * K2;
        return Mix(
            BitOperations.RotateRight(a + b, 43) + BitOperations.RotateRight(c, 30) + d,
            a + BitOperations.RotateRight(b + K2, 18) + c,
            mul);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        ulong mul = K2 + ((ulong)s.Length * 2);
        ulong a = Fetch64(s, 0) * K2;
        ulong b = Fetch64(s, 8);
        ulong c = Fetch64(s, s.Length - 8) * mul;
        ulong d = Fetch64(s, s.Length - 16) * K2;
        ulong y = BitOperations.RotateRight(a + b, 43) + BitOperations.RotateRight(c, 30) + d;
        ulong z = Mix(y, a + BitOperations.RotateRight(b + K2, 18) + c, mul);
        ulong e = Fetch64(s, 16) * mul;
        ulong f = Fetch64(s, 24);
        ulong g = (y + Fetch64(s, s.Length - 32)) * mul;
        ulong h = (z + Fetch64(s, s.Length - 24)) * mul;
        return Mix(
            BitOperations.RotateRight(e + f, 43) + BitOperations.RotateRight(g, 30) + h,
            e + BitOperations.RotateRight(f + a, 18) + g,
            mul);
    }

    private static ulong Long(ReadOnlySpan<byte> s)
    {
        const ulong Seed = 81;
        ulong x = Seed;
        ulong y = unchecked((Seed * K1) + 113);
        ulong z = ShiftMix((y * K2) + 113) * K2;
        (ulong First, ulong Second) v = (0, 0);
        (ulong First, ulong Second) w = (0, 0);
        x = (x * K2) + Fetch64(s, 0);
        int end = (s.Length - 1) / 64 * 64;
        int position = 0;
        do
        {
            x = BitOperations.RotateRight(x + y + v.First + Fetch64(s, position + 8), 37) * K1;
            y = BitOperations.RotateRight(y + v.Second + Fetch64(s, position + 48), 42) * K1;
            x ^= w.Second;
            y += v.First + Fetch64(s, position + 40);
            z = BitOperations.RotateRight(z + w.First, 33) * K1;
            v = Weak(s, position, v.Second * K1, x + w.First);
            w = Weak(s, position + 32, z + w.Second, y + Fetch64(s, position + 16));
            (z, x) = (x, z);
            position += 64;
        }
        while (position != end);
        ulong mul = K1 + ((z & 0xFF) << 1);
        // The last 64 bytes, which may overlap what was seen.
        position = s.Length - 64;
        w.First += (ulong)(s.Length - 1) & 63;
        v.First += w.First;
        w.First += v.First;
        x = BitOperations.RotateRight(x + y + v.First + Fetch64(s, position + 8), 37) * mul;
        y = BitOperations.RotateRight(y + v.Second + Fetch64(s, position + 48), 42) * mul;
        x ^= w.Second * 9;
        y += (v.First * 9) + Fetch64(s, position + 40);
        z = BitOperations.RotateRight(z + w.First, 33) * mul;
        v = Weak(s, position, v.Second * mul, x + w.First);
        w = Weak(s, position + 32, z + w.Second, y + Fetch64(s, position + 16));
        (z, x) = (x, z);
        return Mix(Mix(v.First, w.First, mul) + (ShiftMix(y) * K0) + z, Mix(v.Second, w.Second, mul) + x, mul);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, int position, ulong a, ulong b)
    {
        ulong last = Fetch64(s, position + 24);
        a += Fetch64(s, position);
        b = BitOperations.RotateRight(b + a + last, 21);
        ulong c = a;
        a += Fetch64(s, position + 8);
        a += Fetch64(s, position + 16);
        b += BitOperations.RotateRight(a, 44);
        return (a + last, b + c);
    }

    private static ulong Mix(ulong u, ulong v, ulong mul)
    {
        ulong a = (u ^ v) * mul;
        a ^= a >> 47;
        ulong b = (v ^ a) * mul;
        b ^= b >> 47;
        return b * mul;
    }

    private static ulong ShiftMix(ulong value) => value ^ (value >> 47);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fetch64(ReadOnlySpan<byte> s, int position) => MemoryMarshal.Read<ulong>(s[position..]);

    private static uint Fetch32(ReadOnlySpan<byte> s, int position) => MemoryMarshal.Read<uint>(s[position..]);
}
