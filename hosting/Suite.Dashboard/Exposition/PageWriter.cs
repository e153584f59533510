using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// Writes samples into a buffer and the buffer to a stream when it is full enough: a page of any size takes the memory of
/// one chunk, and no series waits for a slow reader.
/// </summary>
internal sealed class PageWriter(Stream output, PageFormat format) : IDisposable
{
    private const int Chunk = 64 * 1024;
    // OpenMetrics: the labels of an exemplar have 128 characters together.
    private const int ExemplarLabels = 128;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * Chunk);
    private int _length;

    public PageFormat Format => format;

    public void Sample(string name, ReadOnlySpan<byte> suffix, string labels, double value, Exemplar? exemplar = null)
    {
        Write(name);
        Write(suffix);
        Write("{"u8);
        Write(labels);
        Write("} "u8);
        Write(value);
        End(exemplar);
    }

    /// <summary>A bucket with all values up to its bound.</summary>
    public void Bucket(string name, string labels, BucketLabel bound, ulong count, Exemplar? exemplar) =>
        Bucket(name, labels, format == PageFormat.OpenMetrics ? bound.OpenMetrics : bound.Text, count, exemplar);

    /// <summary>The bucket that holds all, the sum and the count.</summary>
    public void EndOfBuckets(string name, string labels, ulong count, double sum, Exemplar? exemplar)
    {
        Bucket(name, labels, "+Inf"u8, count, exemplar);
        SumAndCount(name, labels, sum, count);
    }

    public void Quantile(string name, string labels, BucketLabel quantile, double value)
    {
        Write(name);
        Write("{"u8);
        Write(labels);
        Write(",quantile=\""u8);
        Write(format == PageFormat.OpenMetrics ? quantile.OpenMetrics : quantile.Text);
        Write("\"} "u8);
        Write(value);
        End(null);
    }

    public void SumAndCount(string name, string labels, double sum, ulong count)
    {
        Sample(name, "_sum"u8, labels, sum);
        Sample(name, "_count"u8, labels, count);
    }

    public void Write(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public ValueTask FlushIfFullAsync(CancellationToken cancel) => _length < Chunk ? ValueTask.CompletedTask : FlushAsync(cancel);

    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        await output.WriteAsync(_buffer.AsMemory(0, _length), cancel);
        _length = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Bucket(string name, string labels, ReadOnlySpan<byte> bound, ulong count, Exemplar? exemplar)
    {
        Write(name);
        Write("_bucket{"u8);
        Write(labels);
        Write(",le=\""u8);
        Write(bound);
        Write("\"} "u8);
        Write((double)count);
        End(exemplar);
    }

    private void End(Exemplar? exemplar)
    {
        if (exemplar is not null && format == PageFormat.OpenMetrics)
            Write(exemplar);
        Write("\n"u8);
    }

    private void Write(Exemplar exemplar)
    {
        var labels = Labels.Pair("trace_id", exemplar.TraceId.ToString());
        if (!exemplar.SpanId.IsEmpty)
            labels += "," + Labels.Pair("span_id", exemplar.SpanId.ToString());
        foreach (var (key, value) in exemplar.Attributes)
        {
            var name = MetricNames.CleanLabel(key);
            var longer = $"{labels},{Labels.Pair(name, value.ToString())}";
            if (longer.Length <= ExemplarLabels && !labels.Contains(name + "=", StringComparison.Ordinal))
                labels = longer;
        }

        Write(" # {"u8);
        Write(labels);
        Write("} "u8);
        Write(exemplar.Value);
        if (exemplar.TimeNanos > 0)
            Write(string.Create(CultureInfo.InvariantCulture, $" {exemplar.TimeNanos / 1_000_000 / 1_000m:0.000}"));
    }

    private void Write(double value)
    {
        if (!double.IsFinite(value))
        {
            Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
            return;
        }

        Reserve(32);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
