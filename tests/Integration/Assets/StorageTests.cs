using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Assets;

[Collection(nameof(Alone))]
public sealed class StorageTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_full_disk_refuses_the_upload_and_leaves_nothing_half_done()
    {
        await using var disk = await SmallDisk.MountAsync();
        await using var host = await AssetsHost.StartAsync(postgres, blobPath: disk.Path);
        var client = host.As();

        using var full = await client.PostAsync(("small.png", Pictures.Png(30, 20)), ("film.mp4", Film(8_000_000)));
        var code = await full.CodeAsync();
        var leftOnDisk = host.FilesIn("staging") + host.FilesIn("content");
        var afterwards = await client.UploadAsync(("small.png", Pictures.Png(30, 20)));

        Assert.Equal((HttpStatusCode.InsufficientStorage, "storage-full"), (full.StatusCode, code));
        Assert.Equal(0, leftOnDisk);
        Assert.Equal("created", afterwards.GetProperty("results")[0].Text("status"));
        Assert.Equal(1, await host.CountAsync("select count(*) from assets.asset"));
    }

    [Fact]
    public async Task A_disk_without_room_for_one_more_folder_is_full_too()
    {
        // The root, the staging folder and one file in it.
        await using var disk = await SmallDisk.MountAsync("size=2m,nr_inodes=3");
        await using var host = await AssetsHost.StartAsync(postgres, blobPath: disk.Path);

        using var full = await host.As().PostAsync(("film.mp4", Film(1_000)));

        Assert.Equal((HttpStatusCode.InsufficientStorage, "storage-full"), (full.StatusCode, await full.CodeAsync()));
        Assert.Equal(0, host.FilesIn("staging"));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_no_file_and_no_asset()
    {
        await using var host = await AssetsHost.StartAsync(postgres);
        var team = Guid.NewGuid();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(host.Url).Port);
            var head = $"POST /api/assets HTTP/1.1\r\nHost: localhost\r\n{StandInAccess.TeamHeader}: {team}\r\n{StandInAccess.RoleHeader}: Annotator\r\n"
                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=files; filename=film.mp4\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await socket.GetStream().WriteAsync(Film(500_000));
            await Eventually.TrueAsync(() => Task.FromResult(host.FilesIn("staging") == 1));
        }

        await Eventually.TrueAsync(() => Task.FromResult(host.FilesIn("staging") == 0));

        Assert.Equal(0, await host.CountAsync("select count(*) from assets.asset"));
        Assert.Equal(0, host.FilesIn("content"));
    }

    [Fact]
    public async Task A_large_upload_is_never_whole_in_memory()
    {
        await using var host = await AssetsHost.StartAsync(postgres);
        using var body = new StreamContent(new ZeroStream(600_000_000));
        body.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=files; filename=film.mp4");
        using var form = new MultipartFormDataContent { body };
        var before = GC.GetTotalAllocatedBytes();

        using var response = await host.As().Http.PostAsync("/api/assets", form);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(600_000_000, await host.CountAsync("select max(size_bytes) from assets.asset"));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 300_000_000);
    }

    private static byte[] Film(int size) => [.. ZeroStream.FilmHead, .. new byte[size - ZeroStream.FilmHead.Length]];

    /// <summary>A film head, and then nothing but zeros.</summary>
    private sealed class ZeroStream(long length) : Stream
    {
        public static readonly byte[] FilmHead = [0, 0, 0, 0x18, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8];

        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            buffer.AsSpan(offset, read).Clear();
            if (_position == 0)
                FilmHead.CopyTo(buffer, offset);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>A file system of two megabytes. Mounting needs root; elsewhere the test says that it was skipped.</summary>
    private sealed class SmallDisk(string path) : IAsyncDisposable
    {
        public string Path => path;

        public static async Task<SmallDisk> MountAsync(string options = "size=2m")
        {
            var path = Directory.CreateTempSubdirectory("suite-small-disk-").FullName;
            if (!await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", path))
            {
                Directory.Delete(path);
                Assert.Skip("A small file system cannot be mounted here: that needs root.");
            }

            return new SmallDisk(path);
        }

        public async ValueTask DisposeAsync()
        {
            await RunAsync("umount", path);
            Directory.Delete(path, recursive: true);
        }

        private static async Task<bool> RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            await process!.WaitForExitAsync();
            return process.ExitCode == 0;
        }
    }
}
