using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Unit.Imaging;

public sealed class ImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suite-imaging-").FullName;

    [Fact]
    public void The_header_tells_format_size_and_alpha()
    {
        var info = ImageFile.Probe(Bytes(Pictures.Png(300, 200, alpha: 128)));

        Assert.Equal(new ImageInfo(ImageFormat.Png, 300, 200, Pages: 1, Orientation: 1, HasAlpha: true), info);
    }

    [Fact]
    public void A_file_on_disk_is_read_like_bytes_in_memory()
    {
        var path = Path.Combine(_folder, "name with, comma=and é.png");
        File.WriteAllBytes(path, Pictures.Png(40, 30));

        var image = ImageFile.ToRgb(ImageSource.FromFile(path));

        Assert.Equal((40, 30), (image.Width, image.Height));
        Assert.Equal(ImageFile.ToRgb(Bytes(Pictures.Png(40, 30))).Pixels, image.Pixels);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Webp)]
    public void A_written_image_is_read_back_in_its_format(ImageFormat format)
    {
        var written = Write(Pictures.Png(640, 400), longSide: 320, format);

        var info = ImageFile.Probe(Bytes(written));

        Assert.Equal((format, 320, 200), (info.Format, info.Width, info.Height));
    }

    [Fact]
    public void Heic_becomes_jpeg() => BecomesJpeg(Pictures.Heic, ImageFormat.Heic);

    [Fact]
    public void Avif_becomes_jpeg() => BecomesJpeg(Pictures.Avif, ImageFormat.Avif);

    [Fact]
    public void Stretching_gives_exactly_the_box()
    {
        var image = ImageFile.ToRgb(Bytes(Pictures.Png(640, 400)), 512, 512, Fit.Stretch);

        Assert.Equal((512, 512, 512 * 512 * 3), (image.Width, image.Height, image.Pixels.Length));
        Assert.InRange(image.Pixels[0], 0, 5);
        Assert.InRange(image.Pixels[^3], 230, 255);
    }

    [Fact]
    public void Covering_cuts_the_centre_out()
    {
        var image = ImageFile.ToRgb(Bytes(Pictures.Png(600, 200)), 100, 100, Fit.Cover);

        Assert.Equal((100, 100), (image.Width, image.Height));
        Assert.InRange(image.Pixels[0], 50, 110);
    }

    [Fact]
    public void An_image_inside_a_larger_box_is_not_enlarged()
    {
        var image = ImageFile.ToRgb(Bytes(Pictures.Png(60, 40)), 512, 512);

        Assert.Equal((60, 40), (image.Width, image.Height));
    }

    [Fact]
    public void Transparency_is_flattened_on_white()
    {
        var image = ImageFile.ToRgb(Bytes(Pictures.Png(20, 20, alpha: 0)));

        Assert.All(image.Pixels, value => Assert.Equal(255, value));
    }

    [Fact]
    public void A_photograph_taken_sideways_stands_upright()
    {
        var sideways = Pictures.WithOrientation(Write(Pictures.Png(300, 200), null, ImageFormat.Jpeg), orientation: 6);

        var info = ImageFile.Probe(Bytes(sideways));
        var image = ImageFile.ToRgb(Bytes(sideways));

        Assert.Equal((200, 300, 6), (info.Width, info.Height, info.Orientation));
        Assert.Equal((200, 300), (image.Width, image.Height));
        // Orientation 6 turns clockwise: what was left, without red, is now at the top.
        Assert.InRange(image.Pixels[0], 0, 25);
        Assert.InRange(image.Pixels[^3], 230, 255);
    }

    [Fact]
    public void Written_images_carry_no_metadata()
    {
        var sideways = Pictures.WithOrientation(Write(Pictures.Png(300, 200), null, ImageFormat.Jpeg), orientation: 6);

        var written = Write(sideways, 100, ImageFormat.Jpeg);

        Assert.Equal((67, 100, 1), (ImageFile.Probe(Bytes(written)).Width, ImageFile.Probe(Bytes(written)).Height, ImageFile.Probe(Bytes(written)).Orientation));
        Assert.Equal(-1, written.AsSpan().IndexOf("Exif"u8));
    }

    [Fact]
    public void Several_sizes_come_from_one_decoding_each_within_its_side()
    {
        int[] sides = [256, 2048, 512, 1024];

        var written = ImageFile.WriteThumbnails(
            Bytes(Pictures.Png(1600, 800)), [.. sides.Select(side => new Thumbnail(side, Path.Combine(_folder, $"{side}")))]);

        Assert.Equal([256, 1600, 512, 1024], written.Select(image => image.Width));
        Assert.All(sides, side => ImageFile.Verify(ImageSource.FromFile(Path.Combine(_folder, $"{side}"))));
    }

    [Fact]
    public void A_text_file_is_unsupported() => Fails(ImageProblem.Unsupported, "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray());

    [Fact]
    public void No_bytes_are_unsupported() => Fails(ImageProblem.Unsupported, []);

    [Fact]
    public void A_header_without_the_rest_is_unreadable() => Fails(ImageProblem.Unreadable, Pictures.Png(300, 200)[..20]);

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Webp)]
    public void A_file_that_ends_early_is_found_out(ImageFormat format)
    {
        var whole = Write(Pictures.Png(900, 700), null, format);

        var failure = Assert.Throws<ImageException>(() => ImageFile.Verify(Bytes(whole[..(whole.Length * 2 / 3)])));

        Assert.Contains(failure.Problem, new[] { ImageProblem.Truncated, ImageProblem.Unreadable });
    }

    [Fact]
    public void A_heic_that_ends_early_is_found_out()
    {
        var failure = Assert.Throws<ImageException>(() => ImageFile.Verify(Bytes(Pictures.Heic[..900])));

        Assert.Contains(failure.Problem, new[] { ImageProblem.Truncated, ImageProblem.Unreadable });
    }

    [Fact]
    public void A_header_that_claims_too_many_pixels_is_refused_before_decoding()
    {
        var bomb = Pictures.PngHeaderClaiming(50_000, 50_000);

        Assert.Equal(2_500_000_000, ImageFile.Probe(Bytes(bomb)).Pixels);
        Assert.Equal(ImageProblem.TooLarge, Assert.Throws<ImageException>(() => ImageFile.ToRgb(Bytes(bomb), 64, 64)).Problem);
    }

    [Fact]
    public void A_real_decompression_bomb_costs_no_memory()
    {
        var bomb = Pictures.FlatPng(12_000, 12_000);
        var before = Environment.WorkingSet;

        var failure = Assert.Throws<ImageException>(() => ImageFile.Verify(Bytes(bomb)));

        Assert.InRange(bomb.Length, 0, 12_000 * 12_000 * 3 / 50);
        Assert.Equal(ImageProblem.TooLarge, failure.Problem);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100_000_000);
    }

    [Fact]
    public void An_unwritable_place_is_said_to_be_one()
    {
        var failure = Assert.Throws<ImageException>(() =>
            ImageFile.WriteThumbnail(Bytes(Pictures.Png(30, 20)), 10, Path.Combine(_folder, "nowhere", "x.jpg")));

        Assert.Equal(ImageProblem.WriteFailed, failure.Problem);
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        var jpeg = Write(Pictures.Png(800, 600), null, ImageFormat.Jpeg);
        var expected = ImageFile.ToRgb(Bytes(jpeg), 100, 100).Pixels;

        Parallel.For(0, 64, _ => Assert.Equal(expected, ImageFile.ToRgb(Bytes(jpeg), 100, 100).Pixels));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ImageSource Bytes(byte[] bytes) => ImageSource.FromBytes(bytes);

    private static void Fails(ImageProblem expected, byte[] bytes) =>
        Assert.Equal(expected, Assert.Throws<ImageException>(() => ImageFile.Verify(Bytes(bytes))).Problem);

    private byte[] Write(byte[] image, int? longSide, ImageFormat format)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        ImageFile.WriteThumbnail(Bytes(image), longSide, path, format);
        return File.ReadAllBytes(path);
    }

    private void BecomesJpeg(byte[] image, ImageFormat format)
    {
        Assert.Equal(format, ImageFile.Probe(Bytes(image)).Format);

        var jpeg = Write(image, null, ImageFormat.Jpeg);

        var info = ImageFile.Verify(Bytes(jpeg));
        Assert.Equal((ImageFormat.Jpeg, 320, 200), (info.Format, info.Width, info.Height));
        Assert.InRange(ImageFile.ToRgb(Bytes(jpeg)).Pixels[0], 0, 60);
    }
}
