// Verifies a use ledger in a folder with the Go project's own packages, as the second opinion that shares no code with
// Amana: the checkpoint's signature (sumdb/note), the tree hash from the tiles and the record hash of every entry
// (sumdb/tlog). Debian: golang-golang-x-mod-dev.
//
//	GO111MODULE=off GOFLAGS=-mod=mod GOPATH=/usr/share/gocode go run main.go FOLDER VERIFIER-KEY
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// tiles reads tlog-tiles files: the paths of Go's checksum database without its height element.
type tiles struct{ folder string }

func path(t tlog.Tile) string {
	p := strings.Replace(t.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
	return strings.Replace(p, "tile/data/", "tile/entries/", 1)
}

func (r tiles) read(t tlog.Tile) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(r.folder, path(t)))
	if os.IsNotExist(err) && t.W < 1<<height { // a partial tile may go once its full one stands
		t.W = 1 << height
		data, err = os.ReadFile(filepath.Join(r.folder, path(t)))
	}
	return data, err
}

func (r tiles) Height() int { return height }

func (r tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(wanted))
	for i, t := range wanted {
		data, err := r.read(t)
		if err != nil {
			return nil, err
		}
		if len(data) < t.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes", path(t), len(data))
		}
		all[i] = data[:t.W*tlog.HashSize]
	}
	return all, nil
}

func (r tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func checkpoint(folder, key string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("root hash: %v", err)
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

func entries(r tiles, number int64, width int, each func(index int64, entry []byte) error) error {
	bundle := tlog.Tile{H: height, L: -1, N: number, W: width}
	data, err := r.read(bundle)
	if err != nil {
		return err
	}
	for i := 0; i < width; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("%s: ends before entry %d", path(bundle), i)
		}
		length := int(binary.BigEndian.Uint16(data))
		if err := each(number<<height+int64(i), data[2:2+length]); err != nil {
			return fmt.Errorf("%s: %v", path(bundle), err)
		}
		data = data[2+length:]
	}
	return nil
}

func verify(folder, key string) (tlog.Tree, error) {
	tree, err := checkpoint(folder, key)
	if err != nil {
		return tree, err
	}
	r := tiles{folder}
	hashes := tlog.TileHashReader(tree, r) // authenticates every tile against the root before it answers
	if root, err := tlog.TreeHash(tree.N, hashes); err != nil || root != tree.Hash {
		return tree, fmt.Errorf("tree hash %v, signed %v: %v", root, tree.Hash, err)
	}
	for number := int64(0); number<<height < tree.N; number++ {
		width := tree.N - number<<height
		if width > 1<<height {
			width = 1 << height
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, number<<height+int64(i))
		}
		leaves, err := hashes.ReadHashes(indexes)
		if err != nil {
			return tree, err
		}
		err = entries(r, number, int(width), func(index int64, entry []byte) error {
			if tlog.RecordHash(entry) != leaves[index-number<<height] {
				return fmt.Errorf("entry %d does not hash to its leaf", index)
			}
			return nil
		})
		if err != nil {
			return tree, err
		}
	}
	return tree, nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "tlog-verify FOLDER VERIFIER-KEY")
		os.Exit(64)
	}
	tree, err := verify(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Println("NOT SOUND:", err)
		os.Exit(2)
	}
	fmt.Printf("SOUND: %d entries, root %v\n", tree.N, tree.Hash)
}
